/**
 * Who listens to what. The shared session hears every channel that any client listens to, so each client's LISTEN and
 * UNLISTEN are read from its statements, and a notification goes to those who asked for its channel.
 */
const COMMAND = /^\s*(un)?listen\s+("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*|\*)/iu;

export class ChannelInterest {
  readonly #channels = new Set<string>();

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  all(): Iterable<string> {
    return this.#channels;
  }

  /** Notes what a Query or Parse message asks for; true when it was an UNLISTEN, which the session takes for everybody. */
  note(message: Buffer): boolean {
    const type = String.fromCharCode(message[0] ?? 0);
    if (type !== 'Q' && type !== 'P') return false;
    const textAt = type === 'Q' ? 5 : message.indexOf(0, 5) + 1;
    const [, un, written] = COMMAND.exec(message.toString('utf8', textAt, message.indexOf(0, textAt))) ?? [];
    if (written === undefined) return false;
    const channel = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
    if (un === undefined) this.#channels.add(channel);
    else if (channel === '*') this.#channels.clear();
    else this.#channels.delete(channel);
    return un !== undefined;
  }
}
