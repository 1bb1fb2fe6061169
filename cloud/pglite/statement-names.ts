/**
 * Clients share one session, and with it the names of prepared statements. Each client's names get a prefix of its own on
 * the way in. The unnamed statement stays: it is replaced by every Parse and used at once.
 */
import { encodeMessage } from './frontend-messages.ts';

export class StatementNames {
  readonly #prefix: string;
  readonly #known = new Set<string>();

  constructor(clientNumber: number) {
    this.#prefix = `c${clientNumber}_`;
  }

  /** The message as it goes to the session. */
  rename(message: Buffer): Buffer {
    const type = String.fromCharCode(message[0] ?? 0);
    const body = message.subarray(5);
    if (type === 'P') return this.#replace(type, body, 0, true);
    if (type === 'B') return this.#replace(type, body, body.indexOf(0) + 1, false);
    if ((type === 'D' || type === 'C') && body[0] === 'S'.charCodeAt(0)) return this.#replace(type, body, 1, false);
    return message;
  }

  /** Closes every statement this client has made; to be followed by a Sync. */
  closeAll(): Buffer {
    const closes = [...this.#known].map((name) => encodeMessage('C', Buffer.from(`S${name}\0`)));
    this.#known.clear();
    return Buffer.concat(closes);
  }

  #replace(type: string, body: Buffer, at: number, isNew: boolean): Buffer {
    const end = body.indexOf(0, at);
    if (end <= at) return encodeMessage(type, body);
    const name = this.#prefix + body.toString('utf8', at, end);
    if (isNew) this.#known.add(name);
    return encodeMessage(type, Buffer.concat([body.subarray(0, at), Buffer.from(name), body.subarray(end)]));
  }
}
