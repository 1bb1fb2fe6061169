/**
 * PGlite is one session. Every client of the wire server takes turns in it: a turn begins with a client's first message and
 * ends when the server says it is ready and no transaction is open, so transactions never interleave. Turns are first come,
 * first served.
 */
import type { PGlite } from '@electric-sql/pglite';
import { type BackendOutput, readOutput } from './backend-messages.ts';
import type { ChannelInterest } from './channel-interest.ts';
import { encodeQuery } from './frontend-messages.ts';

export interface SessionClient {
  /** SET statements of its connection parameters, to be in force during its turns. */
  readonly settings: string;
  readonly interest: ChannelInterest;
  receive(notification: Buffer): void;
}

// A turn starts with a clean session: a role or setting that another client left would otherwise be this one's.
const CLEAN = 'reset session authorization; reset role; reset all;';

export class SharedSession {
  readonly #database: PGlite;
  readonly #onFailure: (error: unknown) => void;
  readonly #clients = new Set<SessionClient>();
  readonly #waiting: { client: SessionClient; begin: () => void }[] = [];
  #holder: SessionClient | null = null;
  #previous: SessionClient | null = null;

  /** `onFailure` is called when PGlite itself breaks; nothing that it answers afterwards may be believed. */
  constructor(database: PGlite, onFailure: (error: unknown) => void) {
    this.#database = database;
    this.#onFailure = onFailure;
  }

  /** What the server says to a client that has signed in: AuthenticationOk, its parameters, ReadyForQuery. */
  greet(): Buffer {
    const parameters = Buffer.from('user\0postgres\0database\0postgres\0\0');
    const head = Buffer.alloc(8);
    head.writeInt32BE(head.length + parameters.length);
    head.writeInt32BE(3 << 16, 4);
    return this.#run(Buffer.concat([head, parameters])).answer;
  }

  join(client: SessionClient): void {
    this.#clients.add(client);
  }

  leave(client: SessionClient): void {
    this.#clients.delete(client);
    if (this.#previous === client) this.#previous = null;
  }

  /** Resolves when it is the client's turn. */
  async begin(client: SessionClient): Promise<void> {
    if (this.#holder !== null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ client, begin: resolve });
      await promise;
    }
    this.#holder = client;
    if (this.#previous !== client) this.#run(encodeQuery(CLEAN + client.settings));
    this.#previous = client;
  }

  end(client: SessionClient): void {
    if (this.#holder !== client) return;
    const next = this.#waiting.shift();
    // The holder is named here and not when the promise runs, so that nobody slips in between.
    this.#holder = next?.client ?? null;
    next?.begin();
  }

  /** Sends messages to the session within the client's turn. Notifications go out to those who listen. */
  exchange(messages: Buffer): BackendOutput {
    const output = this.#run(messages);
    for (const { channel, message } of output.notifications) {
      for (const client of this.#clients) if (client.interest.has(channel)) client.receive(message);
    }
    return output;
  }

  /** The session must listen to what the clients still want, after one of them has unlistened or gone. */
  restoreListening(): void {
    const wanted = new Set([...this.#clients].flatMap((client) => [...client.interest.all()]));
    const listens = [...wanted].map((channel) => `listen "${channel.replaceAll('"', '""')}";`);
    this.#run(encodeQuery(`unlisten *; ${listens.join(' ')}`));
  }

  #run(messages: Buffer): BackendOutput {
    try {
      return readOutput(this.#database.execProtocolRawSync(messages));
    } catch (error) {
      this.#onFailure(error);
      throw error;
    }
  }
}
