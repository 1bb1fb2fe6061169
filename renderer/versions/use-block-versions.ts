import { useEffect, useState } from 'react';
import type { BlockVersion } from '../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { useEngine } from '../engine-port/engine-context.ts';

export type Versions =
  /** They come over the network: this is the one thing on the page that may take a moment. */
  { state: 'asking' } | { state: 'here'; versions: BlockVersion[] } | { state: 'unavailable'; message: string };

/** The newest versions of a text, asked for anew each time a person opens them. */
export function useBlockVersions(blockId: string): Versions {
  const engine = useEngine();
  const [answer, setAnswer] = useState<Versions>({ state: 'asking' });
  useEffect(() => {
    let wanted = true;
    engine.ask('block.versions', { block_id: blockId }).then(
      (versions) => wanted && setAnswer({ state: 'here', versions }),
      (error: unknown) => {
        if (!(error instanceof EngineFailure)) throw error;
        if (wanted) setAnswer({ state: 'unavailable', message: error.message });
      },
    );
    return () => {
      wanted = false;
    };
  }, [engine, blockId]);
  return answer;
}
