import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import type { Platform } from '../platform.ts';
import { backoffMs } from '../sync/backoff.ts';
import type { PresenceBoard } from './presence-board.ts';

/** Database changes begin to flow 1 to 3 s after SUBSCRIBED (supabase-js #1599), so it rings once more then. In milliseconds. */
const SETTLING_MS = 3_000;
/** Sockets ask for a token with each heartbeat (25 s); ours is asked for a little more often than Clerk's 60 s tokens end. */
const TOKEN_REFRESH_MS = 20_000;

export interface DoorbellOptions {
  supabase: () => SupabaseClient;
  organizationId: string;
  platform: Pick<Platform, 'after' | 'random' | 'log'>;
  /** Something may have changed: in this table, where it is known. */
  onRing: (table?: string) => void;
  /** A broadcast of a job's progress. */
  onProgress: (payload: unknown) => void;
  onState: (state: 'live' | 'down') => void;
  presence: PresenceBoard;
  /** This desk's key among the present. */
  desk: string;
}

/**
 * The organisation's private channel. It only says "look": everything arrives by pull, also with the channel dead. A channel
 * that was closed (a token that ended, a server that restarted) is made anew by us; supabase-js leaves it closed.
 */
export class Doorbell {
  readonly #options: DoorbellOptions;
  #channel: RealtimeChannel | null = null;
  /** Of the time between a start and a stop: what was begun in an earlier one is not carried on. */
  #session: symbol | null = null;
  /** supabase-js hands out a channel that is still being left as if it were a new one: the next waits for its end. */
  #leaving: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #timers: (() => void)[] = [];

  constructor(options: DoorbellOptions) {
    this.#options = options;
  }

  /** Can be called again at any time, also while the last stop is under way. */
  start(): void {
    if (this.#session !== null) return;
    this.#session = Symbol('session');
    void this.#subscribe();
  }

  /** The channel counts as gone at once; resolves when it is, and the socket with it. */
  async stop(): Promise<void> {
    this.#session = null;
    this.#options.onState('down');
    for (const cancel of this.#timers.splice(0)) cancel();
    await this.#leave({ hangUp: true });
  }

  async #subscribe(): Promise<void> {
    const supabase = this.#options.supabase();
    const session = this.#session;
    await this.#leaving;
    if (session !== this.#session) return;
    try {
      // Before subscribing: a private channel without a token is refused, and the refusal takes seconds.
      await supabase.realtime.setAuth();
    } catch {
      if (session === this.#session) this.#again();
      return;
    }
    if (session !== this.#session) return;
    const channel = supabase.channel(`org:${this.#options.organizationId}`, {
      config: { private: true, presence: { key: this.#options.desk } },
    });
    this.#channel = channel;
    channel
      .on('broadcast', { event: 'poke' }, (message: { payload?: { table?: unknown } }) => {
        const table = message.payload?.table;
        this.#options.onRing(typeof table === 'string' ? table : undefined);
      })
      .on('broadcast', { event: 'generation' }, (message: { payload?: unknown }) => {
        this.#options.onProgress(message.payload);
      })
      .on('presence', { event: 'sync' }, () => {
        if (channel === this.#channel) this.#options.presence.heard(Object.values(channel.presenceState()).flat());
      })
      .subscribe((state) => {
        if (channel !== this.#channel) return;
        if (state === 'SUBSCRIBED') this.#subscribed(channel);
        else void this.#lost(state);
      });
  }

  #subscribed(channel: RealtimeChannel): void {
    this.#failures = 0;
    this.#options.onState('live');
    // Leaving needs no word: the server tells the others when the channel closes.
    this.#options.presence.joined((mine) => void channel.track({ ...mine }).catch(() => undefined));
    this.#options.onRing();
    this.#later(SETTLING_MS, () => this.#options.onRing());
    this.#keepTokenFresh();
  }

  #keepTokenFresh(): void {
    this.#later(TOKEN_REFRESH_MS, () => {
      if (this.#channel === null) return;
      // A missing token is noticed, and said, by the next call.
      this.#options
        .supabase()
        .realtime.setAuth()
        .catch(() => undefined);
      this.#keepTokenFresh();
    });
  }

  async #lost(state: string): Promise<void> {
    const session = this.#session;
    this.#options.platform.log(`realtime: ${state}`);
    this.#options.onState('down');
    for (const cancel of this.#timers.splice(0)) cancel();
    await this.#leave({ hangUp: false });
    if (session === this.#session) this.#again();
  }

  #again(): void {
    if (this.#session === null) return;
    this.#failures += 1;
    this.#later(backoffMs(this.#failures, this.#options.platform.random()), () => void this.#subscribe());
  }

  async #leave({ hangUp }: { hangUp: boolean }): Promise<void> {
    this.#options.presence.lost();
    const channel = this.#channel;
    this.#channel = null;
    if (channel !== null) this.#leaving = this.#remove(channel, hangUp).catch(() => undefined);
    await this.#leaving;
  }

  async #remove(channel: RealtimeChannel, hangUp: boolean): Promise<void> {
    const supabase = this.#options.supabase();
    await supabase.removeChannel(channel);
    // supabase-js would keep the empty socket for another 50 seconds.
    if (hangUp) await supabase.realtime.disconnect();
  }

  #later(ms: number, task: () => void): void {
    const cancel = this.#options.platform.after(ms, () => {
      this.#timers = this.#timers.filter((one) => one !== cancel);
      if (this.#session !== null) task();
    });
    this.#timers.push(cancel);
  }
}
