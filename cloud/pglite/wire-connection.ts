import type { Socket } from 'node:net';
import { encodeFatal, type TransactionStatus } from './backend-messages.ts';
import { ChannelInterest } from './channel-interest.ts';
import { CopyRefusal } from './copy-refusal.ts';
import { encodeMessage, encodeQuery, type FrontendReader } from './frontend-messages.ts';
import type { SessionClient, SharedSession } from './shared-session.ts';
import { StatementNames } from './statement-names.ts';

/** Everybody else waits while a client sits in a transaction, so it may not sit there for long. */
export const IDLE_IN_TRANSACTION_MS = 30_000;

const ENDS_A_GROUP = new Set(['Q', 'S', 'F', 'H']);
const TERMINATE = 'X';
const SYNC = encodeMessage('S', Buffer.alloc(0));

/** One client that has signed in, from its first message to its end. */
export class WireConnection implements SessionClient {
  readonly settings: string;
  readonly interest = new ChannelInterest();
  readonly #socket: Socket;
  readonly #session: SharedSession;
  readonly #reader: FrontendReader;
  readonly #names: StatementNames;
  readonly #copy = new CopyRefusal();
  readonly #idleMs: number;
  #status: TransactionStatus = 'I';
  #hasTurn = false;
  #pumping = false;
  readonly #pending: Buffer[] = [];
  #pumped: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(options: {
    socket: Socket;
    session: SharedSession;
    reader: FrontendReader;
    parameters: Map<string, string>;
    number: number;
    idleInTransactionMs: number;
  }) {
    this.#socket = options.socket;
    this.#session = options.session;
    this.#reader = options.reader;
    this.#names = new StatementNames(options.number);
    this.#idleMs = options.idleInTransactionMs;
    this.settings = settingsOf(options.parameters);
    this.#session.join(this);
  }

  receive(notification: Buffer): void {
    this.#socket.write(notification);
  }

  /** Handles what the reader holds; called whenever more has arrived. */
  pump(): Promise<void> {
    if (!this.#pumping) this.#pumped = this.#drain();
    return this.#pumped;
  }

  /** The socket is gone: what the client left open is undone. Resolves when nothing of it is left in the session. */
  close(): Promise<void> {
    this.#closing ??= this.#cleanUp();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    this.#pumping = true;
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    try {
      for (let group = this.#nextGroup(); group !== null && !this.#closing; group = this.#nextGroup()) {
        await this.#handle(group);
      }
    } finally {
      this.#pumping = false;
    }
    if (this.#hasTurn && !this.#closing) this.#idleTimer = setTimeout(() => this.#endIdle(), this.#idleMs).unref();
  }

  /** Messages up to one that asks for an answer; a Parse or a Bind alone waits for it. */
  #nextGroup(): Buffer[] | null {
    for (let message = this.#reader.takeMessage(); message !== null; message = this.#reader.takeMessage()) {
      const type = String.fromCharCode(message[0] ?? 0);
      if (type === TERMINATE) {
        this.#socket.end();
        return null;
      }
      this.#pending.push(message);
      if (ENDS_A_GROUP.has(type)) return this.#pending.splice(0);
    }
    return null;
  }

  async #handle(group: Buffer[]): Promise<void> {
    if (!this.#hasTurn) await this.#session.begin(this);
    this.#hasTurn = true;
    if (this.#closing) return;
    let unlistened = false;
    for (const message of group) if (this.interest.note(message)) unlistened = true;
    const output = this.#session.exchange(
      Buffer.concat(group.flatMap((message) => this.#copy.follow(this.#names.rename(message)))),
    );
    this.#status = output.status ?? this.#status;
    this.#socket.write(output.answer);
    if (unlistened && output.status === 'I') this.#session.restoreListening();
    if (output.status === 'I') this.#endTurn();
    // The others of this process (HTTP, sockets) get the thread between two statements.
    await new Promise((resolve) => setImmediate(resolve));
  }

  #endTurn(): void {
    this.#hasTurn = false;
    this.#session.end(this);
  }

  #endIdle(): void {
    this.#socket.end(encodeFatal('25P03', 'terminating connection due to idle-in-transaction timeout'));
    void this.close();
  }

  async #cleanUp(): Promise<void> {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    await this.#pumped.catch(() => undefined);
    if (!this.#hasTurn) await this.#session.begin(this);
    this.#session.leave(this);
    this.#session.exchange(Buffer.concat([this.#names.closeAll(), SYNC]));
    if (this.#status !== 'I') this.#session.exchange(encodeQuery('rollback'));
    this.#session.restoreListening();
    this.#endTurn();
  }
}

// Not settings but the connection itself.
const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication', 'client_encoding']);

function settingsOf(parameters: Map<string, string>): string {
  return [...parameters]
    .filter(([name]) => !NOT_SETTINGS.has(name) && !name.startsWith('_pq_'))
    .map(([name, value]) => `set "${name.replaceAll('"', '""')}" = '${value.replaceAll("'", "''")}';`)
    .join(' ');
}
