/**
 * COPY ... FROM STDIN reads its data while the statement runs, and PGlite, which has no socket to wait on, ends instead: one
 * client would take the database from everybody. So a client that mentions STDIN gets a CopyFail behind each of its
 * statements: COPY then fails as if the client had given up, and any other statement ignores it, as the protocol says.
 */
import { encodeMessage } from './frontend-messages.ts';

const COPY_FAIL = encodeMessage('f', Buffer.from('COPY FROM STDIN is not supported by the embedded database\0'));

export class CopyRefusal {
  #mentioned = false;

  follow(message: Buffer): Buffer[] {
    const type = String.fromCharCode(message[0] ?? 0);
    const carriesText = type === 'Q' || type === 'P';
    if (carriesText && /\bstdin\b/i.test(message.toString('latin1'))) this.#mentioned = true;
    return this.#mentioned && (type === 'Q' || type === 'E') ? [message, COPY_FAIL] : [message];
  }
}
