import { createContext, useContext, useSyncExternalStore } from 'react';
import type { EngineClient, EngineLink } from './engine-client.ts';

export const EngineContext = createContext<EngineClient | null>(null);

export function useEngine(): EngineClient {
  const client = useContext(EngineContext);
  if (client === null) throw new Error('outside of EngineContext');
  return client;
}

export function useEngineLink(): EngineLink {
  const client = useEngine();
  return useSyncExternalStore(
    (changed) => client.onLink(changed),
    () => client.link,
  );
}
