import { useClerk } from '@clerk/react';
import { useEffect } from 'react';
import type { ClerkHandle } from './clerk-handle.ts';

export interface ClerkMountProps {
  publishableKey: string;
  /** Called once, with Clerk as it loads. */
  onClerk: (clerk: ClerkHandle) => () => void;
}

/** Takes Clerk out of its provider: the rest of the page knows it only as an identity. */
export function ClerkBridge({ onClerk }: Pick<ClerkMountProps, 'onClerk'>) {
  const clerk = useClerk();
  useEffect(() => onClerk(clerk), [clerk, onClerk]);
  return null;
}
