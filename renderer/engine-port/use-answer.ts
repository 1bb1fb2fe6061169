import { useCallback, useEffect, useState } from 'react';
import type { Answer, QuestionName, QuestionParams } from '../../shared/ipc/questions.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';
import { useIsOnline } from './use-session.ts';

export type Asked<T> =
  /** Over the network: this may take a moment. */
  | { state: 'asking' }
  /** `stale`: why there was no answer when it was asked again; the one before stays. */
  | { state: 'here'; answer: T; stale: string | null }
  /** `message` says what is kept where, what is safe and what to do. `refused`: asking again is of no use. */
  | { state: 'unavailable'; refused: boolean; message: string };

/** The cloud's answer to a question; asked anew for other parameters, and when the cloud can be reached again. */
export function useAnswer<Q extends QuestionName>(
  name: Q,
  params: QuestionParams<Q>,
): { asked: Asked<Answer<Q>>; again: () => void } {
  const engine = useEngine();
  const online = useIsOnline();
  const key = JSON.stringify([name, params]);
  const [latest, setLatest] = useState<{ key: string; asked: Asked<Answer<Q>> }>({ key, asked: { state: 'asking' } });
  const [turn, setTurn] = useState(0);
  const asked = latest.key === key ? latest.asked : ({ state: 'asking' } as const);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn, and the cloud's return, ask the same question again
  useEffect(() => {
    let isWanted = true;
    const [, wanted] = JSON.parse(key) as [Q, QuestionParams<Q>];
    engine.ask(name, wanted).then(
      (answer) => isWanted && setLatest({ key, asked: { state: 'here', answer, stale: null } }),
      (error: unknown) => {
        if (!(error instanceof EngineFailure)) throw error;
        const { message } = error;
        const refused = error.code === 'refused';
        if (!isWanted) return;
        setLatest((now) =>
          now.key === key && now.asked.state === 'here' && !refused
            ? { key, asked: { ...now.asked, stale: message } }
            : { key, asked: { state: 'unavailable', refused, message } },
        );
      },
    );
    return () => {
      isWanted = false;
    };
  }, [engine, name, key, turn, online]);
  return { asked, again: useCallback(() => setTurn((before) => before + 1), []) };
}
