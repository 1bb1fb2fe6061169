import type { DeskIdentity } from '../../shared/ipc/host.ts';

/**
 * What this page uses of a Clerk object. `useClerk()` of @clerk/react fits it (the compiler checks that where one is passed), and
 * so does the fake of the tests.
 */
export interface ClerkHandle {
  readonly status: 'loading' | 'ready' | 'degraded' | 'error';
  /** undefined: loading, or between two organisations. */
  readonly session: ClerkSession | null | undefined;
  readonly user: ClerkUser | null | undefined;
  readonly organization: { id: string; name: string } | null | undefined;
  addListener(listener: () => void): () => void;
  on(event: 'status', listener: () => void): void;
  off(event: 'status', listener: () => void): void;
  openSignIn(): void;
  signOut(): Promise<void>;
  setActive(params: { organization: string }): Promise<void>;
}

export interface ClerkSession {
  readonly id: string;
  getToken(options?: { skipCache?: boolean }): Promise<string | null>;
}

export interface ClerkUser {
  readonly id: string;
  readonly fullName: string | null;
  readonly primaryEmailAddress: { emailAddress: string } | null;
  readonly organizationMemberships: readonly { role: string; organization: { id: string; name: string } }[];
}

/** Clerk's names ("org:admin") and our own. */
export function roleOf(clerkRole: string | undefined): DeskIdentity['role'] {
  const role = (clerkRole ?? '').replace(/^org:/, '').toUpperCase();
  return role === 'OWNER' || role === 'ADMIN' ? role : 'MEMBER';
}
