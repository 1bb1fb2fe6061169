/** One client's membership of one topic, and what is said on it. */
import type { WebSocket } from 'ws';
import type { Caller } from '../identity/claims.ts';

export type Extension = 'broadcast' | 'presence';

export interface Connection {
  readonly socket: WebSocket;
  /** From the key the socket was opened with; a channel may bring a token of its own. */
  readonly caller: Caller;
  readonly headers: { [name: string]: string };
  /** By full topic. */
  readonly channels: Map<string, Channel>;
}

export interface Channel {
  readonly connection: Connection;
  readonly joinRef: string | null;
  readonly fullTopic: string;
  readonly topic: string;
  readonly isPrivate: boolean;
  readonly acknowledges: boolean;
  readonly echoes: boolean;
  readonly presenceKey: string;
  usesPresence: boolean;
  caller: Caller;
  token: string | null;
  readable: ReadonlySet<Extension>;
  /** Asked at the first push and kept until the next token. */
  readonly writable: Map<Extension, Promise<boolean>>;
  /** Ids that came by replay: the live copy of such a message is not sent again. */
  readonly replayed: ReadonlySet<string>;
  expiry: NodeJS.Timeout | null;
  hasLeft: boolean;
}

export const TOPIC_PREFIX = 'realtime:';

export function isOpen(connection: Connection): boolean {
  return connection.socket.readyState === connection.socket.OPEN;
}

export function sendText(connection: Connection, parts: unknown[]): void {
  if (isOpen(connection)) connection.socket.send(JSON.stringify(parts));
}

export function push(channel: Channel, event: string, payload: object): void {
  sendText(channel.connection, [channel.joinRef, null, channel.fullTopic, event, payload]);
}

export function reply(channel: Channel, ref: string | null, status: 'ok' | 'error', response: object = {}): void {
  sendText(channel.connection, [channel.joinRef, ref, channel.fullTopic, 'phx_reply', { status, response }]);
}

/** A person reading the client's log learns from this why the channel is about to be closed. */
export function systemError(channel: Channel, message: string): void {
  push(channel, 'system', { extension: 'system', status: 'error', message, channel: channel.topic });
}

export function sendClose(channel: Channel): void {
  sendText(channel.connection, [channel.joinRef, channel.joinRef, channel.fullTopic, 'phx_close', {}]);
}

/** May the channel hear this extension? Public channels hear everything. */
export function hears(channel: Channel, extension: Extension): boolean {
  return !channel.isPrivate || channel.readable.has(extension);
}
