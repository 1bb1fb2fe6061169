/**
 * A FAKE of Clerk, for tests: behaves as the source of @clerk/clerk-js 6 and its issues say, without a network. Self-contained and
 * without syntax that needs compiling, because a walk also serves it to a real browser as Clerk's script (types stripped), where
 * the real @clerk/react loads it.
 *
 * From the source (clerk.mjs 6.40, `Session.getToken`): a token is fetched up to 3 more times offline (after 3, 4.65 and 7.2 s,
 * then ClerkOfflineError, as also for nobody) and 8 online; a refusal (4xx but 429) is not tried again. The cache hands a token out until 5 s before
 * its end; the refresh at 15 s before it happens only while there is a network. A client that cannot be fetched at load leaves no
 * session and the status `error` (the SDKs for browsers and Electron keep no resources). A 401 for a token ends the session.
 */
import type { ClerkHandle, ClerkUser } from './clerk-handle.ts';

export interface FakeClerkWorld {
  now(): number;
  sleep(ms: number): Promise<void>;
  online(): boolean;
  /** The Frontend API: a token of the session for the organisation, or a status. Throws when it cannot be reached. */
  mint(request: { user: string; organization: string | null; role: string }): Promise<string | { status: number }>;
}

/** What the server knows of a person. */
export interface FakeAccount {
  user: ClerkUser;
  /** Active when the session begins. */
  organization: string | null;
}

const TOKEN_SECONDS = 60;
const CACHE_ENDS_SECONDS = 5;
const RETRY_FIRST_MS = 3_000;
const RETRY_FACTOR = 1.55;
const RETRY_LONGEST_MS = 50_000;
const TRIES_MORE = { online: 8, offline: 3 };

export class FakeClerk implements ClerkHandle {
  status: ClerkHandle['status'] = 'loading';
  session: ClerkHandle['session'] = undefined;
  user: ClerkHandle['user'] = undefined;
  organization: ClerkHandle['organization'] = undefined;
  loaded = false;
  client: unknown = undefined;
  signInsOpened = 0;
  fetches = 0;
  world: FakeClerkWorld;
  /** What the stored client JWT or cookie stands for: the session survives a restart through it. */
  account: FakeAccount | null;
  listeners = new Set<(emission: unknown) => void>();
  statusListeners = new Set<(status: ClerkHandle['status']) => void>();
  cache = new Map<string, { token: string; end: number }>();

  constructor(world: FakeClerkWorld, account: FakeAccount | null) {
    this.world = world;
    this.account = account;
  }

  async load(): Promise<void> {
    if (this.loaded) return;
    this.setStatus('loading');
    if (!this.world.online()) {
      this.setStatus('error');
      throw new Error('Clerk: Something went wrong initializing Clerk.');
    }
    this.loaded = true;
    this.client = { sessions: [] };
    this.begin();
    this.setStatus('ready');
  }

  addListener(listener: (emission: unknown) => void): () => void {
    this.listeners.add(listener);
    if (this.loaded) listener(this.resources());
    return () => this.listeners.delete(listener);
  }

  on(_: 'status', listener: (status: ClerkHandle['status']) => void): void {
    this.statusListeners.add(listener);
  }

  off(_: 'status', listener: (status: ClerkHandle['status']) => void): void {
    this.statusListeners.delete(listener);
  }

  openSignIn(): void {
    this.signInsOpened += 1;
  }

  /** What the sign-in form ends with. */
  async completeSignIn(account: FakeAccount): Promise<void> {
    this.account = account;
    this.begin();
  }

  async signOut(): Promise<void> {
    if (!this.world.online()) throw new TypeError('Failed to fetch');
    this.end();
  }

  async setActive({ organization }: { organization: string }): Promise<void> {
    if (!this.world.online()) throw new TypeError('Failed to fetch');
    const { account } = this;
    if (account === null) return;
    // As clerk-js does: everything is undefined for a moment before the next organisation is there.
    this.session = undefined;
    this.organization = undefined;
    this.user = undefined;
    this.emit();
    this.account = { ...account, organization };
    this.begin();
  }

  /** Somebody ended the session in another browser: it is learnt with the next token, as a 401. */
  async noticeUnauthenticated(): Promise<void> {
    this.end();
  }

  /** An offline refresh that lost the session though nobody signed out (clerk/javascript #7912). */
  loseSessionOffline(): void {
    this.session = null;
    this.user = null;
    this.organization = null;
    this.emit();
  }

  async getToken(options: { skipCache?: boolean } = {}): Promise<string | null> {
    const offline = () => Object.assign(new Error('Network request failed while offline.'), { code: 'clerk_offline' });
    for (let tried = 0; ; tried += 1) {
      try {
        const token = await this.fetchToken(options.skipCache === true);
        if (token === null && !this.world.online()) throw offline();
        return token;
      } catch (error) {
        const about = typeof error === 'object' && error !== null ? error : {};
        const status = 'status' in about && typeof about.status === 'number' ? about.status : 0;
        const isFinal = 'code' in about || (status >= 400 && status < 500 && status !== 429);
        if (isFinal || tried >= TRIES_MORE[this.world.online() ? 'online' : 'offline']) {
          throw this.world.online() ? error : offline();
        }
        await this.world.sleep(Math.min(RETRY_FIRST_MS * RETRY_FACTOR ** tried, RETRY_LONGEST_MS));
      }
    }
  }

  async fetchToken(skipCache: boolean): Promise<string | null> {
    const { account } = this;
    if (!this.user || account === null) return null;
    const organization = this.organization?.id ?? null;
    const cached = this.cache.get(organization ?? '');
    if (!skipCache && cached !== undefined && cached.end - this.world.now() / 1000 > CACHE_ENDS_SECONDS) {
      return cached.token;
    }
    if (!this.world.online()) throw new TypeError('Failed to fetch');
    this.fetches += 1;
    const membership = account.user.organizationMemberships.find((one) => one.organization.id === organization);
    const answer = await this.world.mint({
      user: account.user.id,
      organization,
      role: (membership?.role ?? '').replace('org:', ''),
    });
    if (typeof answer !== 'string') {
      if (answer.status === 401) this.end();
      throw Object.assign(new Error('refused'), { status: answer.status });
    }
    this.cache.set(organization ?? '', { token: answer, end: this.world.now() / 1000 + TOKEN_SECONDS });
    return answer;
  }

  begin(): void {
    const { account } = this;
    if (account === null) {
      this.session = null;
      this.user = null;
      this.organization = null;
    } else {
      const found = account.user.organizationMemberships.find((one) => one.organization.id === account.organization);
      this.session = { id: `sess_${account.user.id}`, getToken: (options) => this.getToken(options) };
      this.user = account.user;
      this.organization = found?.organization ?? null;
    }
    this.emit();
  }

  end(): void {
    this.account = null;
    this.cache.clear();
    this.begin();
  }

  setStatus(status: ClerkHandle['status']): void {
    this.status = status;
    for (const listener of this.statusListeners) listener(status);
  }

  resources(): unknown {
    return { client: this.client, session: this.session, user: this.user, organization: this.organization };
  }

  emit(): void {
    for (const listener of this.listeners) listener(this.resources());
  }
}
