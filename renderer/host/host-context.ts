import { createContext, useContext, useSyncExternalStore } from 'react';
import type { HostState } from '../../shared/ipc/host.ts';
import type { HostClient } from './host-client.ts';

export const HostContext = createContext<HostClient | null>(null);

export function useHost(): HostClient {
  const host = useContext(HostContext);
  if (host === null) throw new Error('outside of HostContext');
  return host;
}

export function useHostState(): HostState | null {
  const host = useHost();
  return useSyncExternalStore(
    (changed) => host.onState(changed),
    () => host.state,
  );
}
