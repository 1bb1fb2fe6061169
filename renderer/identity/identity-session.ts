import type { DeskIdentity } from '../../shared/ipc/host.ts';
import type { EngineClient } from '../engine-port/engine-client.ts';
import type { HostClient } from '../host/host-client.ts';
import { HostFailure } from '../host/host-client.ts';
import { type IdentityState, type PageIdentity, type SignedIn, TokenUnavailable } from './page-identity.ts';

/** What entering a desk takes of a token, in milliseconds: a person waits, and Clerk's own retries take longer. */
const ENTER_DEADLINE_MS = 10_000;

export interface IdentitySessionParts {
  engine: Pick<EngineClient, 'provideTokens' | 'command'>;
  host: Pick<HostClient, 'state' | 'onState' | 'call'>;
  after(ms: number, task: () => void): () => void;
}

/**
 * Brings the sign-in and the desk together: the desk that was open last is open already, and whoever turns out to be signed in
 * confirms it or opens their own. Gives the engine its tokens, also while the sign-in is still being asked.
 */
export class IdentitySession {
  readonly #parts: IdentitySessionParts;
  readonly #listeners = new Set<() => void>();
  #identity: PageIdentity | null = null;
  #without: IdentityState = { state: 'unknown' };
  #stop: () => void = () => {};
  #entering = false;
  /** The sign-in has not been of this desk yet since it answers. */
  #isFirst = true;
  /** The organisation whose desk a person asked for before the sign-in could be asked; null once the sign-in is there too. */
  #chosen: string | null = null;
  #trouble: string | null = null;

  constructor(parts: IdentitySessionParts) {
    this.#parts = parts;
    parts.engine.provideTokens((desk, deadlineMs) => this.#token(desk, deadlineMs));
    parts.host.onState(() => this.#look());
  }

  get state(): IdentityState {
    return this.#identity?.state ?? this.#without;
  }

  get identity(): PageIdentity | null {
    return this.#identity;
  }

  /** Why the desk of whoever is signed in could not be opened, for people. */
  get trouble(): string | null {
    return this.#trouble;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The sign-in that answers from now on; `without` is what is known as long as there is none. */
  use(identity: PageIdentity | null, without: 'unknown' | 'offline' = 'unknown'): void {
    this.#stop();
    this.#identity = identity;
    this.#isFirst = true;
    this.#without = { state: without };
    this.#stop = identity?.onChange(() => this.#look()) ?? (() => {});
    this.#look();
  }

  /** Opens the desk of whoever is signed in once more, after a trouble. */
  tryAgain(): void {
    this.#trouble = null;
    this.#look();
  }

  /** With a network the sign-in changes too, so that tokens are of that organisation; without one its desk opens all the same. */
  async switchOrganization(id: string): Promise<void> {
    if (this.state.state === 'signed-in' && this.#identity !== null) {
      this.#chosen = null;
      this.#isFirst = false;
      await this.#identity.switchOrganization(id);
      return;
    }
    this.#chosen = id;
    try {
      await this.#parts.host.call('identity.open-known', { organizationId: id });
    } catch (error) {
      this.#chosen = null;
      throw error;
    }
  }

  /**
   * Closes the desk first, so that nothing opens it again, and resolves then: what is to be forgotten of the desk waits for no network.
   * The session is ended after it; one that cannot be ended now is ended as soon as the sign-in service answers.
   */
  async signOut(options: { remove: boolean }): Promise<void> {
    await this.#parts.host.call('identity.leave', options);
    void this.#endSession();
  }

  #look(): void {
    for (const listener of this.#listeners) listener();
    const host = this.#parts.host.state;
    const { state } = this;
    if (host === null || host.tokens === 'engine' || state.state !== 'signed-in') return;
    if (host.signOutPending === state.who.user.id) {
      void this.#endSession();
      return;
    }
    const desk = host.identity?.user.id === state.who.user.id ? host.identity.organization.id : null;
    // The host is still opening it.
    if (this.#chosen !== null && this.#chosen !== desk) return;
    if (isSame(host.identity, state.who)) {
      this.#isFirst = false;
      this.#chosen = null;
      this.#parts.engine.command('sync.now', {}).catch(() => undefined);
      return;
    }
    const isMember = this.#identity?.organizations.some(({ id }) => id === desk) === true;
    if ((this.#isFirst || this.#chosen !== null) && desk !== null && isMember) void this.#follow(desk);
    else if (state.who.organization !== null) void this.#enter(state.who);
  }

  /**
   * The desk that is open is what this person chose last, perhaps before the sign-in could be asked: a sign-in that comes with
   * another organisation is taken there. What it changes to later is a choice of its own, which the desk follows.
   */
  async #follow(organizationId: string): Promise<void> {
    const { identity } = this;
    if (this.#entering || identity === null) return;
    this.#entering = true;
    try {
      await identity.switchOrganization(organizationId);
    } catch {
      // It cannot be told now: the desk is worked on without a token, and the next change of the sign-in tries again.
      this.#entering = false;
      return;
    }
    this.#entering = false;
    this.#isFirst = false;
    this.#chosen = null;
    this.#look();
  }

  async #enter({ user, organization }: SignedIn): Promise<void> {
    const { identity } = this;
    if (this.#entering || this.#trouble !== null || identity === null || organization === null) return;
    this.#entering = true;
    this.#isFirst = false;
    this.#chosen = null;
    try {
      const token = await identity.getToken(ENTER_DEADLINE_MS);
      await this.#parts.host.call('identity.enter', {
        token,
        userName: user.name,
        organizationName: organization.name,
      });
    } catch (error) {
      this.#trouble = describe(error);
    } finally {
      this.#entering = false;
      this.#look();
    }
  }

  async #endSession(): Promise<void> {
    if (this.#entering || this.#identity?.state.state !== 'signed-in') return;
    this.#entering = true;
    try {
      await this.#identity.signOut();
      await this.#parts.host.call('identity.signed-out', {});
    } catch {
      // The host remembers it: it is tried again with the next sign-in state.
    } finally {
      this.#entering = false;
    }
  }

  async #token(desk: DeskIdentity, deadlineMs: number): Promise<string> {
    const identity = await this.#identityOf(desk, deadlineMs);
    return identity.getToken(deadlineMs);
  }

  /**
   * The sign-in may still be loading: a start takes it a second or two. And it may still be in another organisation, with whose
   * token the cloud would refuse what this desk sends. The desk is the one of the engine that asks: while one is changed for
   * another, what the host has told of it is older.
   */
  #identityOf(desk: DeskIdentity, deadlineMs: number): Promise<PageIdentity> {
    const { promise, resolve, reject } = Promise.withResolvers<PageIdentity>();
    const look = () => {
      const { state } = this;
      const isElsewhere = state.state === 'signed-in' && !isSame(desk, state.who);
      if (this.#identity !== null && !isElsewhere) resolve(this.#identity);
      else if (this.#without.state === 'offline') reject(new TokenUnavailable('offline'));
    };
    const stop = this.onChange(look);
    const cancel = this.#parts.after(deadlineMs, () => reject(new TokenUnavailable('timeout')));
    look();
    return promise.finally(() => {
      stop();
      cancel();
    });
  }
}

function isSame(desk: DeskIdentity | null, who: SignedIn): boolean {
  return desk !== null && desk.user.id === who.user.id && desk.organization.id === who.organization?.id;
}

function describe(error: unknown): string {
  if (error instanceof HostFailure) return error.message;
  if (error instanceof TokenUnavailable) {
    return 'The sign-in service does not answer at the moment. What is on this machine is safe.';
  }
  return 'The desk could not be opened.';
}
