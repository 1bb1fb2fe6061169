import { createServer } from 'node:http';
import type { Sql } from 'postgres';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** Types of the columns of peer-table.sql, from which supabase-js makes values of what the log gives as text. */
const COLUMNS = Object.entries({
  id: 'text',
  organization_id: 'text',
  episode_id: 'text',
  type: 'text',
  title: 'text',
  content: 'text',
  position: 'float8',
  word_count: 'int4',
  reasoning: 'text',
  _deleted: 'bool',
  _modified: 'timestamptz',
}).map(([name, type]) => ({ name, type }));

const frame = z.tuple([z.string().nullable(), z.string().nullable(), z.string(), z.string(), z.unknown()]);

interface Subscriber {
  socket: WebSocket;
  topic: string;
  joinRef: string | null;
}

/**
 * Realtime's `postgres_changes`, which the embedded cloud does not serve and the plugin listens to: as much of the protocol
 * (2.0.0) as one table needs. It delivers at every `intervalMs`, as Supabase's polls the log; with 0 at once, which no hosted
 * project does.
 */
export class ChangeFeed {
  readonly url: string;
  #intervalMs = 0;
  readonly #subscribers = new Set<Subscriber>();
  readonly #waiting: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #stop: () => Promise<void>;

  static async open(sql: Sql): Promise<ChangeFeed> {
    const server = createServer();
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await listening;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the feed has no port');
    const sockets = new WebSocketServer({ server });
    const stop = async () => {
      await listener.unlisten();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.close();
    };
    const feed = new ChangeFeed(`http://127.0.0.1:${address.port}`, stop);
    sockets.on('connection', (socket) => feed.#serve(socket));
    const listener = await sql.listen('rxdb_blocks', (change) => feed.#take(change));
    return feed;
  }

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#stop = stop;
  }

  /** How often changes are delivered from now on. */
  set intervalMs(intervalMs: number) {
    this.#intervalMs = intervalMs;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = intervalMs > 0 ? setInterval(() => this.#deliver(), intervalMs) : null;
  }

  async close(): Promise<void> {
    this.intervalMs = 0;
    await this.#stop();
  }

  #serve(socket: WebSocket): void {
    socket.on('message', (message) => {
      const [joinRef, ref, topic, event] = frame.parse(JSON.parse(String(message)));
      const subscription = { id: 1, event: '*', schema: 'public', table: 'rxdb_blocks' };
      const response = event === 'phx_join' ? { postgres_changes: [subscription] } : {};
      socket.send(JSON.stringify([joinRef, ref, topic, 'phx_reply', { status: 'ok', response }]));
      if (event === 'phx_join') this.#subscribers.add({ socket, topic, joinRef });
      if (event === 'phx_leave')
        this.#forget((subscriber) => subscriber.socket === socket && subscriber.topic === topic);
    });
    socket.on('close', () => this.#forget((subscriber) => subscriber.socket === socket));
  }

  #forget(which: (subscriber: Subscriber) => boolean): void {
    for (const subscriber of this.#subscribers) if (which(subscriber)) this.#subscribers.delete(subscriber);
  }

  #take(change: string): void {
    this.#waiting.push(change);
    if (this.#intervalMs === 0) this.#deliver();
  }

  #deliver(): void {
    for (const change of this.#waiting.splice(0)) {
      const { type, record }: { type: string; record: { _modified: string } } = JSON.parse(change);
      const data = { schema: 'public', table: 'rxdb_blocks', type, record, columns: COLUMNS, errors: null };
      const payload = { ids: [1], data: { ...data, commit_timestamp: record._modified } };
      for (const { socket, topic, joinRef } of this.#subscribers) {
        socket.send(JSON.stringify([joinRef, null, topic, 'postgres_changes', payload]));
      }
    }
  }
}
