/** What a Postgres client sends (protocol 3): cutting the byte stream into messages. Every message but the first has a type byte. */

const LENGTH_BYTES = 4;
const TYPE_BYTES = 1;
// As in Postgres (PQ_LARGE_MESSAGE_LIMIT): more than this is not a message, it is garbage.
const LARGEST_MESSAGE_BYTES = 0x3fffffff;

export class ProtocolViolation extends Error {
  override name = 'ProtocolViolation';
}

export class FrontendReader {
  #chunks: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#chunks = this.#chunks.length === 0 ? chunk : Buffer.concat([this.#chunks, chunk]);
  }

  /** The next whole message without a type byte (only before the session has begun), or null while it is incomplete. */
  takeStartup(): Buffer | null {
    return this.#take(0);
  }

  /** The next whole message with its type byte, or null while it is incomplete. */
  takeMessage(): Buffer | null {
    return this.#take(TYPE_BYTES);
  }

  #take(offset: number): Buffer | null {
    if (this.#chunks.length < offset + LENGTH_BYTES) return null;
    const length = this.#chunks.readInt32BE(offset);
    if (length < LENGTH_BYTES || length > LARGEST_MESSAGE_BYTES) throw new ProtocolViolation('invalid message length');
    const end = offset + length;
    if (this.#chunks.length < end) return null;
    const message = this.#chunks.subarray(0, end);
    this.#chunks = this.#chunks.subarray(end);
    return message;
  }
}

export type StartupRequest =
  | { kind: 'encryption' }
  | { kind: 'cancel' }
  | { kind: 'start'; parameters: Map<string, string> }
  | { kind: 'unknown' };

const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const PROTOCOL_3 = 3;

export function readStartup(message: Buffer): StartupRequest {
  if (message.length < 8) return { kind: 'unknown' };
  const code = message.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) return { kind: 'encryption' };
  if (code === CANCEL_REQUEST) return { kind: 'cancel' };
  if (code >> 16 !== PROTOCOL_3) return { kind: 'unknown' };
  const words = message.subarray(8).toString('utf8').split('\0');
  const parameters = new Map<string, string>();
  for (let at = 0; words[at]; at += 2) parameters.set(words[at] ?? '', words[at + 1] ?? '');
  return { kind: 'start', parameters };
}

/** A simple query, as a client would send it. */
export function encodeQuery(sql: string): Buffer {
  return encodeMessage('Q', Buffer.from(`${sql}\0`));
}

export function encodeMessage(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(TYPE_BYTES + LENGTH_BYTES);
  head.write(type, 'latin1');
  head.writeInt32BE(LENGTH_BYTES + body.length, TYPE_BYTES);
  return Buffer.concat([head, body]);
}
