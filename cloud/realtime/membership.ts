/** Joining, leaving, and what a token means for a channel that is joined. */
import { z } from 'zod';
import type { VerifyToken } from '../identity/verify-token.ts';
import {
  type Channel,
  type Connection,
  type Extension,
  isOpen,
  push,
  reply,
  sendClose,
  sendText,
  systemError,
  TOPIC_PREFIX,
} from './channel.ts';
import type { ClientFrame } from './frames.ts';
import { type Limits, perSecond, REPLAY_LIMIT } from './limits.ts';
import type { Presence } from './presence.ts';
import type { CommittedMessage, RealtimeDatabase } from './realtime-database.ts';
import type { Rooms } from './rooms.ts';
import { callerOf, expiredSince } from './tokens.ts';

const JoinPayload = z.object({
  config: z
    .object({
      broadcast: z
        .object({
          ack: z.boolean().default(false),
          self: z.boolean().default(false),
          replay: z.object({ since: z.unknown(), limit: z.number().optional() }).optional(),
        })
        .prefault({}),
      presence: z.object({ key: z.string().default(''), enabled: z.boolean().default(false) }).prefault({}),
      postgres_changes: z.array(z.unknown()).nullish(),
      private: z.boolean().default(false),
    })
    .prefault({}),
  access_token: z.string().nullish(),
});
type JoinConfig = z.infer<typeof JoinPayload>['config'];

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface MembershipParts {
  database: RealtimeDatabase;
  verify: VerifyToken;
  rooms: Rooms;
  presence: Presence;
  limits: Limits;
}

class JoinRefused extends Error {}

export class Membership {
  readonly #parts: MembershipParts;
  readonly #mayJoin: () => boolean;

  constructor(parts: MembershipParts) {
    this.#parts = parts;
    this.#mayJoin = perSecond(parts.limits.joinsPerSecond);
  }

  async join(connection: Connection, frame: ClientFrame): Promise<void> {
    const refuse = (reason: string): void =>
      sendText(connection, [
        frame.joinRef,
        frame.ref,
        frame.topic,
        'phx_reply',
        { status: 'error', response: { reason } },
      ]);
    if (!this.#mayJoin()) {
      refuse('ClientJoinRateLimitReached: Too many joins per second');
      connection.socket.close(1000);
      return;
    }
    try {
      const { channel, missed } = await this.#admit(connection, frame);
      if (isOpen(connection)) this.#enter(channel, frame.ref, missed);
    } catch (error) {
      refuse(error instanceof JoinRefused ? error.message : 'UnknownErrorOnChannel: the database could not be asked');
    }
  }

  /** A token that arrived on the open channel. No answer means it is accepted. */
  async refresh(channel: Channel, payload: unknown): Promise<void> {
    const token = z.object({ access_token: z.string() }).safeParse(payload).data?.access_token;
    if (token === undefined || token.startsWith('sb_') || token === channel.token) return;
    const known = await callerOf(this.#parts.verify, token);
    if (known.kind === 'refused') return this.close(channel, known.reason);
    channel.caller = known.caller;
    channel.token = token;
    channel.writable.clear();
    if (channel.isPrivate) {
      const before = channel.readable;
      const after = await this.#readable(channel);
      if (channel.hasLeft) return;
      if ([...before].some((extension) => !after.has(extension))) {
        return this.close(channel, `You no longer have permission to read from this Channel topic: ${channel.topic}`);
      }
      channel.readable = after;
    }
    this.#armExpiry(channel);
  }

  mayWrite(channel: Channel, extension: Extension): Promise<boolean> {
    if (!channel.isPrivate) return Promise.resolve(true);
    const asked = channel.writable.get(extension);
    if (asked !== undefined) return asked;
    const { caller, topic, connection } = channel;
    const question = { caller, topic, headers: connection.headers };
    const answer = this.#parts.database.mayWrite(question, extension).catch(() => false);
    channel.writable.set(extension, answer);
    return answer;
  }

  leave(channel: Channel): void {
    if (channel.hasLeft) return;
    channel.hasLeft = true;
    if (channel.expiry !== null) clearTimeout(channel.expiry);
    this.#parts.rooms.remove(channel);
    this.#parts.presence.leave(channel);
    const { channels } = channel.connection;
    if (channels.get(channel.fullTopic) === channel) channels.delete(channel.fullTopic);
  }

  /** Tells the client why, closes the channel, and forgets it. The client does not subscribe again by itself. */
  close(channel: Channel, reason: string): void {
    if (channel.hasLeft) return;
    systemError(channel, reason);
    sendClose(channel);
    this.leave(channel);
  }

  async #admit(connection: Connection, frame: ClientFrame): Promise<{ channel: Channel; missed: CommittedMessage[] }> {
    const topic = frame.topic.startsWith(TOPIC_PREFIX) ? frame.topic.slice(TOPIC_PREFIX.length) : '';
    if (topic === '') throw new JoinRefused('TopicNameRequired: You must provide a topic name');
    if (connection.channels.size >= this.#parts.limits.channelsPerSocket) {
      throw new JoinRefused('ChannelRateLimitReached: Too many channels');
    }
    const parsed = JoinPayload.safeParse(frame.payload ?? {});
    if (!parsed.success) throw new JoinRefused('UnknownErrorOnChannel: the join cannot be read');
    const { config, access_token: token } = parsed.data;
    if (config.postgres_changes?.length) {
      throw new JoinRefused('RealtimeDisabledForConfiguration: postgres_changes is not served by the embedded cloud');
    }
    const channel = await this.#makeChannel(connection, frame, topic, config, token ?? null);
    if (channel.isPrivate) {
      channel.readable = await this.#readable(channel);
      if (channel.readable.size === 0) {
        throw new JoinRefused(`Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`);
      }
    }
    return { channel, missed: await this.#missed(channel, config) };
  }

  async #makeChannel(
    connection: Connection,
    frame: ClientFrame,
    topic: string,
    config: JoinConfig,
    token: string | null,
  ): Promise<Channel> {
    const known =
      token === null
        ? { kind: 'caller' as const, caller: connection.caller }
        : await callerOf(this.#parts.verify, token);
    if (known.kind === 'refused') throw new JoinRefused(`InvalidJWTToken: ${known.reason}`);
    return {
      connection,
      joinRef: frame.joinRef,
      fullTopic: frame.topic,
      topic,
      isPrivate: config.private,
      acknowledges: config.broadcast.ack,
      echoes: config.broadcast.self,
      presenceKey: config.presence.key || crypto.randomUUID(),
      usesPresence: config.presence.enabled,
      caller: known.caller,
      token,
      readable: new Set(),
      writable: new Map(),
      replayed: new Set(),
      expiry: null,
      hasLeft: false,
    };
  }

  #readable({ caller, topic, connection, usesPresence }: Channel): Promise<Set<Extension>> {
    const extensions: Extension[] = usesPresence ? ['broadcast', 'presence'] : ['broadcast'];
    return this.#parts.database.readable({ caller, topic, headers: connection.headers }, extensions);
  }

  async #missed(channel: Channel, config: JoinConfig): Promise<CommittedMessage[]> {
    const { replay } = config.broadcast;
    if (replay === undefined) return [];
    if (!channel.isPrivate) throw new JoinRefused('UnableToReplayMessages: Replay is not allowed for public channels');
    if (!Number.isInteger(replay.since)) throw new JoinRefused('UnableToReplayMessages: Replay params are not valid');
    const limit = Math.max(1, Math.min(replay.limit ?? REPLAY_LIMIT, REPLAY_LIMIT));
    return this.#parts.database.replay(channel.topic, Number(replay.since), limit);
  }

  #enter(admitted: Channel, ref: string | null, missed: CommittedMessage[]): void {
    const channel = { ...admitted, replayed: new Set(missed.map(({ id }) => id)) };
    const previous = channel.connection.channels.get(channel.fullTopic);
    if (previous !== undefined) this.leave(previous); // a second join of a topic takes the first one's place
    channel.connection.channels.set(channel.fullTopic, channel);
    this.#parts.rooms.add(channel);
    this.#armExpiry(channel);
    reply(channel, ref, 'ok', { postgres_changes: [] });
    if (channel.usesPresence && (!channel.isPrivate || channel.readable.has('presence'))) {
      push(channel, 'presence_state', this.#parts.presence.stateFor(channel));
    }
    for (const { id, event, payload } of missed) {
      push(channel, 'broadcast', { type: 'broadcast', event, payload, meta: { id, replayed: true } });
    }
  }

  #armExpiry(channel: Channel): void {
    if (channel.expiry !== null) clearTimeout(channel.expiry);
    if (!('exp' in channel.caller)) return;
    const { exp } = channel.caller;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, exp * 1000 - Date.now()));
    channel.expiry = setTimeout(() => this.close(channel, expiredSince(exp)), wait).unref();
  }
}
