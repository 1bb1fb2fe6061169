import { useEffect, useState } from 'react';
import type { SearchAnswer, SearchRequest } from '../../shared/ipc/search.ts';
import { useEngine, useEngineLink } from '../engine-port/engine-context.ts';

export type SearchState =
  | { state: 'empty' }
  /** `answer` may be of the text before, until that of the new one is here: nothing flickers while one types. */
  | { state: 'found'; answer: SearchAnswer; current: boolean }
  | { state: 'failed'; message: string };

/** While the index is being made, an answer is asked for again so often, in milliseconds. */
const INDEXING_MS = 1_000;

/** What is found for the request given last; an answer that comes late, for an older one, is dropped. */
export function useSearch(request: SearchRequest): SearchState {
  const engine = useEngine();
  const [latest, setLatest] = useState<{ key: string; state: SearchState }>({ key: '', state: { state: 'empty' } });
  const key = JSON.stringify(request);
  const isEmpty = request.text.trim() === '';
  // A page that opens with its words in the address is there before the engine; and after an engine that went away another comes.
  const link = useEngineLink(({ state }) => state);
  useEffect(() => {
    if (isEmpty || link === 'connecting') return;
    let late = false;
    let timer: number | undefined;
    const ask = () => {
      const wanted: SearchRequest = JSON.parse(key);
      engine.search(wanted).then(
        (answer) => {
          if (late) return;
          setLatest({ key, state: { state: 'found', answer, current: true } });
          if (answer.indexing !== null) timer = window.setTimeout(ask, INDEXING_MS);
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : 'The search could not be made. Please try again.';
          if (late) return;
          // What was found for these words stays, though it cannot be looked for again now.
          setLatest((now) =>
            now.key === key && now.state.state === 'found' ? now : { key, state: { state: 'failed', message } },
          );
        },
      );
    };
    ask();
    return () => {
      late = true;
      window.clearTimeout(timer);
    };
  }, [engine, key, isEmpty, link]);
  if (isEmpty) return { state: 'empty' };
  if (latest.key === key || latest.state.state !== 'found') return latest.state;
  return { ...latest.state, current: false };
}
