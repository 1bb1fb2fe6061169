import { z } from 'zod';
import type { Place, Presence, PresentPerson } from '../../../shared/ipc/presence.ts';
import type { Platform } from '../platform.ts';

/** Hosted Realtime closes a channel that says more than 5 things about presence in 30 s; in milliseconds, with a margin. */
const WINDOW_MS = 31_000;
const MOST_IN_WINDOW = 4;
/** What other desks say is shown on the screen: no more of them than a large organisation has. */
const MOST_PEOPLE = 200;

const entry = z.object({
  desk: z.string().max(100),
  user_id: z.string().max(100),
  episode_id: z.uuid().nullable(),
  block_id: z.uuid().nullable(),
});

const NOWHERE: Place = { episode_id: null, block_id: null };

export interface PresenceBoardOptions {
  desk: string;
  userId: string;
  platform: Pick<Platform, 'after' | 'elapsedMs'>;
}

/** Where this desk is, said seldom enough; and where the others are, believed as far as it fits. */
export class PresenceBoard {
  readonly #options: PresenceBoardOptions;
  readonly #listeners = new Set<(presence: Presence) => void>();
  readonly #places = new Map<symbol, Place>();
  #said: number[] = [];
  #lastSaid = '';
  #cancel: (() => void) | null = null;
  #send: ((mine: PresentPerson) => void) | null = null;
  #presence: Presence = { state: 'unknown' };

  constructor(options: PresenceBoardOptions) {
    this.#options = options;
  }

  get presence(): Presence {
    return this.#presence;
  }

  onChange(listener: (presence: Presence) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page of this desk; the one that spoke last says where the desk is. */
  addPage(): { show(place: Place): void; leave(): void } {
    const page = Symbol('page');
    return {
      show: (place) => {
        this.#places.delete(page);
        this.#places.set(page, place);
        this.#say();
      },
      leave: () => {
        this.#places.delete(page);
        this.#say();
      },
    };
  }

  /** The channel is live; `send` says where this desk is. */
  joined(send: (mine: PresentPerson) => void): void {
    this.#send = send;
    this.#said = [];
    this.#lastSaid = '';
    this.#say();
  }

  /** All that the channel knows now, this desk included. */
  heard(entries: readonly unknown[]): void {
    const people = entries.flatMap((one): PresentPerson[] => {
      const parsed = entry.safeParse(one);
      return parsed.success && parsed.data.desk !== this.#options.desk ? [parsed.data] : [];
    });
    const latest = new Map(people.map((person) => [person.desk, person]));
    this.#set({ state: 'known', people: [...latest.values()].slice(0, MOST_PEOPLE) });
  }

  /** The channel is gone, and with it what was known. */
  lost(): void {
    this.#send = null;
    this.#cancel?.();
    this.#cancel = null;
    this.#set({ state: 'unknown' });
  }

  #say(): void {
    if (this.#send === null || this.#cancel !== null) return;
    const { desk, userId, platform } = this.#options;
    const mine: PresentPerson = { desk, user_id: userId, ...([...this.#places.values()].at(-1) ?? NOWHERE) };
    const words = JSON.stringify(mine);
    if (words === this.#lastSaid) return;
    const now = platform.elapsedMs();
    this.#said = this.#said.filter((at) => at > now - WINDOW_MS);
    const [oldest] = this.#said;
    if (oldest !== undefined && this.#said.length >= MOST_IN_WINDOW) {
      this.#cancel = platform.after(oldest + WINDOW_MS - now, () => {
        this.#cancel = null;
        this.#say();
      });
      return;
    }
    this.#said.push(now);
    this.#lastSaid = words;
    this.#send(mine);
  }

  #set(presence: Presence): void {
    if (JSON.stringify(presence) === JSON.stringify(this.#presence)) return;
    this.#presence = presence;
    for (const listener of this.#listeners) listener(presence);
  }
}
