import type { DeskIdentity } from '../../shared/ipc/host.ts';
import { type ClerkHandle, type ClerkSession, roleOf } from './clerk-handle.ts';
import { type IdentityState, type PageIdentity, TokenUnavailable } from './page-identity.ts';
import { MARGIN_SECONDS, secondsLeft } from './token-life.ts';

/** What the identity takes from the page it lives in. */
export interface ClerkIdentityParts {
  now(): number;
  /** `navigator.onLine`: only a hint, and only its "no" is believed. */
  isOnline(): boolean;
  after(ms: number, task: () => void): () => void;
}

const ERROR_CODE_OFFLINE = 'clerk_offline';

/**
 * Clerk behind the page's identity. Clerk's own answers are taken with care: a session that vanishes while there is no network is
 * no sign-out (its offline refresh has signed people out before), its cache hands out tokens with 5 seconds left, and a token asked
 * for offline is refused after 15 seconds only.
 */
export class ClerkIdentity implements PageIdentity {
  readonly #clerk: ClerkHandle;
  readonly #parts: ClerkIdentityParts;
  readonly #listeners = new Set<() => void>();
  readonly #stops: readonly (() => void)[];
  #state: IdentityState = { state: 'unknown' };
  /** Clerk goes on trying after our deadline: whoever asks next waits for the same answer. */
  #asking: { session: ClerkSession; token: Promise<string | null> } | null = null;

  constructor(clerk: ClerkHandle, parts: ClerkIdentityParts) {
    this.#clerk = clerk;
    this.#parts = parts;
    const look = () => this.look();
    clerk.on('status', look);
    this.#stops = [clerk.addListener(look), () => clerk.off('status', look)];
    this.#state = this.#derive();
  }

  get state(): IdentityState {
    return this.#state;
  }

  get organizations(): readonly DeskIdentity['organization'][] {
    const memberships = this.#clerk.user?.organizationMemberships ?? [];
    return memberships.map(({ organization }) => ({ id: organization.id, name: organization.name }));
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at Clerk again: it says so itself, except when the network comes back. */
  look(): void {
    const next = this.#derive();
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  async getToken(deadlineMs: number): Promise<string> {
    const { session } = this.#clerk;
    if (!session) throw new TokenUnavailable(this.#state.state === 'needs-sign-in' ? 'signed-out' : 'offline');
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = this.#parts.after(deadlineMs, () => reject(new TokenUnavailable('timeout')));
    try {
      return await Promise.race([this.#freshToken(session), late]);
    } finally {
      cancel();
    }
  }

  signIn(): void {
    this.#clerk.openSignIn();
  }

  signOut(): Promise<void> {
    return this.#clerk.signOut();
  }

  switchOrganization(id: string): Promise<void> {
    return this.#clerk.setActive({ organization: id });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  async #freshToken(session: ClerkSession): Promise<string> {
    const cached = await this.#ask(session, false);
    if (secondsLeft(cached, this.#parts.now()) >= MARGIN_SECONDS) return cached;
    return this.#ask(session, true);
  }

  async #ask(session: ClerkSession, skipCache: boolean): Promise<string> {
    if (this.#asking?.session !== session) {
      const asking = { session, token: session.getToken(skipCache ? { skipCache } : {}) };
      this.#asking = asking;
      const done = () => {
        if (this.#asking === asking) this.#asking = null;
      };
      asking.token.then(done, done);
    }
    const { token } = this.#asking;
    const given = await token.catch((error: unknown) => {
      throw new TokenUnavailable(isOffline(error) || !this.#parts.isOnline() ? 'offline' : 'timeout');
    });
    // Null is Clerk's "nobody is signed in". Handed on, it would become the anonymous key.
    if (given === null || given === '') throw new TokenUnavailable('signed-out');
    return given;
  }

  #derive(): IdentityState {
    const { status, session, user, organization } = this.#clerk;
    if (session && user) {
      const membership = user.organizationMemberships.find((one) => one.organization.id === organization?.id);
      return {
        state: 'signed-in',
        who: {
          user: { id: user.id, name: user.fullName ?? user.primaryEmailAddress?.emailAddress ?? user.id },
          organization: organization ? { id: organization.id, name: organization.name } : null,
          role: roleOf(membership?.role),
        },
      };
    }
    if (status === 'error') return { state: 'offline' };
    if (session === null && (status === 'ready' || status === 'degraded')) {
      return this.#parts.isOnline() ? { state: 'needs-sign-in' } : { state: 'offline' };
    }
    // Between two organisations Clerk has no session for a moment; what was known holds meanwhile.
    return this.#state.state === 'signed-in' ? this.#state : { state: 'unknown' };
  }
}

/** By its code: Clerk's script is a bundle of its own, so its classes are not ours. */
function isOffline(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === ERROR_CODE_OFFLINE;
}
