import { useCallback, useEffect, useRef, useState } from 'react';
import { type BlockVersion, VERSIONS_PAGE } from '../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { useEngine } from '../engine-port/engine-context.ts';

export type Older = 'none' | 'there' | 'asking';

export type Versions =
  /** They come over the network: this is the one thing on the page that may take a moment. */
  | { state: 'asking' }
  /** `gap`: why the last older ones did not come; what came before them stays. */
  | { state: 'here'; versions: BlockVersion[]; older: Older; gap: string | null }
  | { state: 'unavailable'; message: string };

/** The newest versions of a text, asked for anew each time a person opens them, and the ones before them when asked. */
export function useBlockVersions(blockId: string): { answer: Versions; askOlder: () => void } {
  const engine = useEngine();
  const [answer, setAnswer] = useState<Versions>({ state: 'asking' });
  const isOpen = useRef(true);
  const ask = useCallback(
    async (known: BlockVersion[]) => {
      const last = known.at(-1);
      try {
        const params = { block_id: blockId, ...(last === undefined ? {} : { before_rev: last.block_rev }) };
        const found = await engine.ask('block.versions', params);
        const older = found.length < VERSIONS_PAGE ? 'none' : 'there';
        if (isOpen.current) setAnswer({ state: 'here', versions: [...known, ...found], older, gap: null });
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        if (!isOpen.current) return;
        const { message } = error;
        setAnswer(
          known.length === 0
            ? { state: 'unavailable', message }
            : { state: 'here', versions: known, older: 'there', gap: message },
        );
      }
    },
    [engine, blockId],
  );
  useEffect(() => {
    isOpen.current = true;
    void ask([]);
    return () => {
      isOpen.current = false;
    };
  }, [ask]);
  const askOlder = () => {
    if (answer.state !== 'here' || answer.older !== 'there') return;
    setAnswer({ ...answer, older: 'asking', gap: null });
    void ask(answer.versions);
  };
  return { answer, askOlder };
}
