import type { TokenAbsence } from '../../shared/ipc/contract.ts';
import type { DeskIdentity } from '../../shared/ipc/host.ts';

/** Who is signed in. `organization` is null for a person who has chosen none yet: nothing can be opened for them. */
export interface SignedIn {
  user: DeskIdentity['user'];
  organization: DeskIdentity['organization'] | null;
  role: DeskIdentity['role'];
}

/** What is known of the sign-in. It decides about syncing only: the data on this machine is open in each of them. */
export type IdentityState =
  /** Being asked; nothing is known yet. */
  | { state: 'unknown' }
  | { state: 'signed-in'; who: SignedIn }
  | { state: 'needs-sign-in' }
  /** The sign-in service cannot be asked. Not an error, and no sign-out. */
  | { state: 'offline' };

/** The sign-in as the page sees it; the demo and Clerk are behind it. */
export interface PageIdentity {
  readonly state: IdentityState;
  onChange(listener: () => void): () => void;
  /** A token that is good for a while (see MARGIN_SECONDS); rejects with a TokenUnavailable, at the latest after the deadline. */
  getToken(deadlineMs: number): Promise<string>;
  /** Organisations that the person can switch to. */
  readonly organizations: readonly DeskIdentity['organization'][];
  /** Shows the sign-in. */
  signIn(): void;
  /** Ends the session at the sign-in service; rejects when it cannot be asked. */
  signOut(): Promise<void>;
  switchOrganization(id: string): Promise<void>;
}

/** There is no token now. A reason other than `signed-out` says nothing about the sign-in. */
export class TokenUnavailable extends Error {
  readonly reason: TokenAbsence;

  constructor(reason: TokenAbsence) {
    super(`no token: ${reason}`);
    this.name = 'TokenUnavailable';
    this.reason = reason;
  }
}
