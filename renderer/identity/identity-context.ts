import { createContext, useContext, useSyncExternalStore } from 'react';
import type { IdentitySession } from './identity-session.ts';
import type { IdentityState } from './page-identity.ts';

export const IdentityContext = createContext<IdentitySession | null>(null);

export function useIdentity(): IdentitySession {
  const session = useContext(IdentityContext);
  if (session === null) throw new Error('outside of IdentityContext');
  return session;
}

export function useIdentityState(): IdentityState {
  const session = useIdentity();
  return useSyncExternalStore(
    (changed) => session.onChange(changed),
    () => session.state,
  );
}
