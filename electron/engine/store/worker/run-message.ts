const HEADER_BYTES = 5;
/** The format code of values as text. */
const TEXT = 0;
/** The unnamed portal, for as many rows as there are; then Sync. PostgreSQL documentation, 54.7, "Execute" and "Sync". */
const EXECUTE_AND_SYNC = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

/** A value in Postgres' text format; bytes are that in UTF-8. */
export type Parameter = string | Uint8Array | null;

/**
 * Bind, Execute and Sync of a prepared statement as one piece of bytes (PostgreSQL documentation, 54.7, "Bind"); parameters and
 * results as text, null is SQL's. PGlite's serializer writes the same, but counts the bytes of a text character by character, twice,
 * and copies it four times: 15 ms for a page of a pull, which Postgres itself takes 30 ms to write.
 *
 * @param statement its name, in ASCII
 */
export function runMessage(statement: string, values: readonly Parameter[]): Buffer {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  const content = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), 0);
  // Portal and statement with their ends; the parameters' formats; the parameters; no formats of results: text.
  const bindBytes = HEADER_BYTES + 1 + statement.length + 1 + 2 + 2 * values.length + 2 + content + 2;
  const message = Buffer.allocUnsafe(bindBytes + EXECUTE_AND_SYNC.length);
  let at = message.write('B', 0, 'latin1');
  // The length counts itself, not the letter before it.
  at = message.writeInt32BE(bindBytes - 1, at);
  at = message.writeUInt8(0, at);
  at += message.write(statement, at, 'latin1');
  at = message.writeUInt8(0, at);
  at = message.writeInt16BE(values.length, at);
  for (const _ of values) at = message.writeInt16BE(TEXT, at);
  at = message.writeInt16BE(values.length, at);
  for (const [index, value] of values.entries()) {
    at = message.writeInt32BE(lengths[index] ?? -1, at);
    if (typeof value === 'string') at += message.write(value, at, 'utf8');
    else if (value !== null) {
      message.set(value, at);
      at += value.length;
    }
  }
  at = message.writeInt16BE(0, at);
  EXECUTE_AND_SYNC.copy(message, at);
  return message;
}
