import { createContext, useContext, useSyncExternalStore } from 'react';
import type { SyncStatus } from '../../shared/sync/status.ts';
import type { EngineClient, EngineLink } from './engine-client.ts';

export const EngineContext = createContext<EngineClient | null>(null);

export function useEngine(): EngineClient {
  const client = useContext(EngineContext);
  if (client === null) throw new Error('outside of EngineContext');
  return client;
}

/**
 * What `select` takes of the link: a value, or a part that stays the same object. The component is drawn again only when it differs;
 * the status in the link changes several times with every pull.
 */
export function useEngineLink<Part>(select: (link: EngineLink) => Part): Part {
  const client = useEngine();
  return useSyncExternalStore(
    (changed) => client.onLink(changed),
    () => select(client.link),
  );
}

/** How the sync stands, as last told; null until the engine has said so. */
export function useSyncStatus(): SyncStatus | null {
  return useEngineLink((link) => (link.state === 'connecting' ? null : link.status));
}
