import { type Channel, hears, push, reply } from './channel.ts';
import type { Limits } from './limits.ts';
import { type Rooms, roomKey } from './rooms.ts';

interface Meta {
  phx_ref: string;
  phx_ref_prev?: string;
  [field: string]: unknown;
}
type Metas = { [presenceKey: string]: { metas: Meta[] } };

export type PresenceOutcome = { kind: 'done' } | { kind: 'close'; reason: string };

/** Who says to be present on each topic, and the differences that the others are told. */
export class Presence {
  readonly #rooms: Rooms;
  readonly #limits: Limits;
  readonly #now: () => number;
  /** Room, then presence key, then the channel that tracks. */
  readonly #present = new Map<string, Map<string, Map<Channel, Meta>>>();
  readonly #calls = new WeakMap<Channel, { until: number; count: number }>();
  #references = 0;

  constructor(rooms: Rooms, limits: Limits, now: () => number = Date.now) {
    this.#rooms = rooms;
    this.#limits = limits;
    this.#now = now;
  }

  stateFor(channel: Channel): Metas {
    const room = this.#present.get(roomKey(channel.topic, channel.isPrivate)) ?? new Map<string, Map<Channel, Meta>>();
    return Object.fromEntries([...room].map(([key, metas]) => [key, { metas: [...metas.values()] }]));
  }

  /** A client's `presence` push, `{event: track|untrack, payload}`; `mayWrite` asks the write policy of a private channel. */
  async handle(
    channel: Channel,
    ref: string | null,
    message: unknown,
    mayWrite: () => Promise<boolean>,
  ): Promise<PresenceOutcome> {
    if (!this.#mayCall(channel)) return { kind: 'close', reason: 'Client presence rate limit exceeded' };
    const { event, payload = {} } = isRecord(message) ? message : {};
    const action = String(event).toLowerCase();
    if (action === 'untrack') {
      this.leave(channel);
      reply(channel, ref, 'ok');
    } else if (action !== 'track' || !(await mayWrite())) {
      reply(channel, ref, 'error');
    } else if (!isRecord(payload)) {
      reply(channel, ref, 'error', { reason: 'Presence track payload must be a map' });
    } else if (Buffer.byteLength(JSON.stringify(payload)) > this.#limits.payloadBytes) {
      return { kind: 'close', reason: 'Track message size exceeded' };
    } else if (!channel.hasLeft) {
      this.#track(channel, payload);
      reply(channel, ref, 'ok');
    }
    return { kind: 'done' };
  }

  leave(channel: Channel): void {
    const key = roomKey(channel.topic, channel.isPrivate);
    const room = this.#present.get(key);
    const mine = room?.get(channel.presenceKey);
    const meta = mine?.get(channel);
    if (room === undefined || mine === undefined || meta === undefined) return;
    mine.delete(channel);
    if (mine.size === 0) room.delete(channel.presenceKey);
    if (room.size === 0) this.#present.delete(key);
    this.#tell(channel, {}, { [channel.presenceKey]: { metas: [meta] } });
  }

  #track(channel: Channel, payload: { [field: string]: unknown }): void {
    const key = roomKey(channel.topic, channel.isPrivate);
    const room = this.#present.get(key) ?? new Map<string, Map<Channel, Meta>>();
    const mine = room.get(channel.presenceKey) ?? new Map<Channel, Meta>();
    const previous = mine.get(channel);
    this.#references += 1;
    const meta: Meta = {
      ...payload,
      phx_ref: `F${this.#references.toString(36)}`,
      ...(previous === undefined ? {} : { phx_ref_prev: previous.phx_ref }),
    };
    this.#present.set(key, room.set(channel.presenceKey, mine.set(channel, meta)));
    channel.usesPresence = true;
    const leaves = previous === undefined ? {} : { [channel.presenceKey]: { metas: [previous] } };
    this.#tell(channel, { [channel.presenceKey]: { metas: [meta] } }, leaves);
  }

  #tell(channel: Channel, joins: Metas, leaves: Metas): void {
    for (const other of this.#rooms.with(channel)) {
      if (other.usesPresence && hears(other, 'presence')) push(other, 'presence_diff', { joins, leaves });
    }
  }

  #mayCall(channel: Channel): boolean {
    const now = this.#now();
    const calls = this.#calls.get(channel);
    const count = calls === undefined || now > calls.until ? 1 : calls.count + 1;
    const until = calls === undefined || now > calls.until ? now + this.#limits.presenceWindowMs : calls.until;
    this.#calls.set(channel, { until, count });
    return count <= this.#limits.presenceCalls;
  }
}

function isRecord(value: unknown): value is { [field: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
