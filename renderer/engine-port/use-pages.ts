import { useEffect, useState } from 'react';
import type { Answer, PageEnd, QuestionName, QuestionParams } from '../../shared/ipc/questions.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';
import { type PagesState, withNewest, withOlder, withoutNewest, withoutOlder } from './pages-state.ts';
import { useIsOnline } from './use-session.ts';

/** Questions that are answered page by page. */
type PagedName = { [Q in QuestionName]: QuestionParams<Q> extends { before?: PageEnd } ? Q : never }[QuestionName];

/** A list that only the cloud has, newest first, and the entries before it as somebody asks for them. */
export function usePages<Q extends PagedName, Entry extends PageEnd>(
  name: Q,
  params: Omit<QuestionParams<Q>, 'before'>,
  pageSize: number,
): PagesState<Entry> & { askOlder: () => void; again: () => void } {
  const engine = useEngine();
  const online = useIsOnline();
  const key = JSON.stringify([name, params]);
  const [turn, setTurn] = useState(0);
  const [latest, setLatest] = useState<{ key: string; state: PagesState<Entry> }>({ key, state: { state: 'asking' } });
  const state: PagesState<Entry> = latest.key === key ? latest.state : { state: 'asking' };

  const ask = async (before: PageEnd | null): Promise<Entry[]> => {
    const asked = { ...params, ...(before !== null && { before }) } as unknown as QuestionParams<Q>;
    return (await engine.ask(name, asked)) as Answer<Q> & Entry[];
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is what `key` says; the cloud's return asks again
  useEffect(() => {
    let isWanted = true;
    const settle = (next: (before: PagesState<Entry>) => PagesState<Entry>) => {
      if (!isWanted) return;
      setLatest((now) => ({ key, state: next(now.key === key ? now.state : { state: 'asking' }) }));
    };
    ask(null).then(
      (entries) => settle((before) => withNewest(before, entries, pageSize)),
      (error: unknown) => {
        if (!(error instanceof EngineFailure)) throw error;
        const { code, message } = error;
        settle((before) => withoutNewest(before, { refused: code === 'refused', message }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [key, turn, online]);

  const askOlder = async () => {
    if (state.state !== 'here' || state.older !== 'there') return;
    const last = state.entries.at(-1);
    if (last === undefined) return;
    const settle = (next: (before: PagesState<Entry>) => PagesState<Entry>) =>
      // Another filter was chosen meanwhile: this page belongs to the one before.
      setLatest((now) => (now.key === key ? { key, state: next(now.state) } : now));
    settle((before) => (before.state === 'here' ? { ...before, older: 'asking', gap: null } : before));
    try {
      const page = await ask({ created_at: last.created_at, id: last.id });
      settle((before) => withOlder(before, last, page, pageSize));
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      settle((before) => withoutOlder(before, error.message));
    }
  };
  return { ...state, askOlder: () => void askOlder(), again: () => setTurn(turn + 1) };
}
