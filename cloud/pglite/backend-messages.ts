/** What a Postgres server sends (protocol 3), as far as the shared session must understand it. */
import { encodeMessage } from './frontend-messages.ts';

/** I: idle, T: in a transaction, E: in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

export interface Notification {
  channel: string;
  message: Buffer;
}

export interface BackendOutput {
  /** Everything that answers the client who asked. */
  answer: Buffer;
  /** What LISTEN brings: it may be for other clients. */
  notifications: Notification[];
  /** From the last ReadyForQuery; null when the server has not said it is ready. */
  status: TransactionStatus | null;
}

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const NOTIFICATION = 'A'.charCodeAt(0);
const HEAD_BYTES = 5;

export function readOutput(bytes: Uint8Array): BackendOutput {
  const output = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Buffer[] = [];
  const notifications: Notification[] = [];
  let status: TransactionStatus | null = null;
  let at = 0;
  while (at + HEAD_BYTES <= output.length) {
    const end = at + 1 + output.readInt32BE(at + 1);
    const message = output.subarray(at, end);
    if (message[0] === NOTIFICATION) {
      const nameAt = HEAD_BYTES + 4; // after the process id
      const channel = message.toString('utf8', nameAt, message.indexOf(0, nameAt));
      notifications.push({ channel, message });
    } else {
      if (message[0] === READY_FOR_QUERY) status = statusOf(message[HEAD_BYTES]);
      kept.push(message);
    }
    at = end;
  }
  return { answer: Buffer.concat(kept), notifications, status };
}

function statusOf(byte: number | undefined): TransactionStatus {
  if (byte === 'T'.charCodeAt(0)) return 'T';
  return byte === 'E'.charCodeAt(0) ? 'E' : 'I';
}

export const AUTHENTICATION_OK = encodeMessage('R', int32(0));
export const ASK_FOR_PASSWORD = encodeMessage('R', int32(3));

/** An error that ends the connection. `code` is a SQLSTATE. */
export function encodeFatal(code: string, message: string): Buffer {
  return encodeMessage('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`));
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
