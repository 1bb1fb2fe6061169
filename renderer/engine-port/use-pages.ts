import { useEffect, useState } from 'react';
import type { Answer, PageEnd, QuestionName, QuestionParams } from '../../shared/ipc/questions.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';
import { useIsOnline } from './use-session.ts';

/** Questions that are answered page by page. */
type PagedName = { [Q in QuestionName]: QuestionParams<Q> extends { before?: PageEnd } ? Q : never }[QuestionName];

type State<Entry> =
  | { state: 'asking' }
  /** `gap`: why the last older page did not come; what came before it stays. */
  | { state: 'here'; entries: Entry[]; older: 'none' | 'there' | 'asking'; gap: string | null }
  | { state: 'unavailable'; refused: boolean; message: string };

/** A list that only the cloud has, newest first, and the entries before it as somebody asks for them. */
export function usePages<Q extends PagedName, Entry extends PageEnd>(
  name: Q,
  params: Omit<QuestionParams<Q>, 'before'>,
  pageSize: number,
): State<Entry> & { askOlder: () => void; again: () => void } {
  const engine = useEngine();
  const online = useIsOnline();
  const key = JSON.stringify([name, params]);
  const [turn, setTurn] = useState(0);
  const [latest, setLatest] = useState<{ key: string; state: State<Entry> }>({ key, state: { state: 'asking' } });
  const state: State<Entry> = latest.key === key ? latest.state : { state: 'asking' };

  const ask = async (before: PageEnd | null): Promise<Entry[]> => {
    const asked = { ...params, ...(before !== null && { before }) } as unknown as QuestionParams<Q>;
    return (await engine.ask(name, asked)) as Answer<Q> & Entry[];
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is what `key` says; the cloud's return asks again
  useEffect(() => {
    let isWanted = true;
    ask(null).then(
      (entries) => {
        const older = entries.length < pageSize ? 'none' : 'there';
        if (isWanted) setLatest({ key, state: { state: 'here', entries, older, gap: null } });
      },
      (error: unknown) => {
        if (!(error instanceof EngineFailure)) throw error;
        const { message } = error;
        if (isWanted) setLatest({ key, state: { state: 'unavailable', refused: error.code === 'refused', message } });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [key, turn, online]);

  const askOlder = async () => {
    if (state.state !== 'here' || state.older !== 'there') return;
    const { entries } = state;
    const last = entries.at(-1);
    if (last === undefined) return;
    const settle = (next: State<Entry>) =>
      // Another filter was chosen meanwhile: this page belongs to the one before.
      setLatest((now) => (now.key === key ? { key, state: next } : now));
    setLatest({ key, state: { ...state, older: 'asking', gap: null } });
    try {
      const page = await ask({ created_at: last.created_at, id: last.id });
      const older = page.length < pageSize ? 'none' : 'there';
      settle({ state: 'here', entries: [...entries, ...page], older, gap: null });
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      settle({ state: 'here', entries, older: 'there', gap: error.message });
    }
  };
  return { ...state, askOlder: () => void askOlder(), again: () => setTurn(turn + 1) };
}
