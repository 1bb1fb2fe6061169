/**
 * Repair of @supabase/lite 0.10.0: what a function answers as JSON it parses and writes anew, value by value, which for a page of
 * sync_pull takes longer than to make it; PostgREST hands it on as the database wrote it. Here a long answer of a function is kept
 * as the bytes that came, never decoded, while a name stands for it, and the response that consists of the name gets the bytes.
 */
import type { Column } from 'postgres';

/** Bytes from which it pays. */
const LONG = 16_384;
const FUNCTION_CALL = /^select \* from \w+\.\w+\(/i;
const JSON_OIDS: ReadonlySet<number> = new Set([114, 3802]);
const NAME = /^"(long-answer:\d+)"$/;
/** Of a body that is a name, in bytes. */
const NAME_LIMIT = 40;

/** How postgres.js reads a value; an array's without its first byte, as its own code does (connection.js, DataRow). */
type Parser = ((text: string) => unknown) & { array?: boolean };
type ReadColumn = Column<string> & { parser?: Parser };

/** What postgres.js answers to a statement sent as `raw`. */
export type RawRows = ((Buffer<ArrayBuffer> | null)[] | object)[] & { columns: readonly ReadColumn[] };

/** Whether its rows are to be asked for raw, for readRows. */
export function isFunctionCall(statement: string): boolean {
  return FUNCTION_CALL.test(statement);
}

export class LongAnswers {
  readonly #texts = new Map<string, Buffer<ArrayBuffer>>();
  #count = 0;

  /** Raw rows of a function as lite gets them: the only value of its only row under a name, all others read. */
  readRows(rows: RawRows): RawRows {
    const isOnly = rows.length === 1 && rows.columns.length === 1;
    for (const [place, values] of rows.entries()) {
      if (!Array.isArray(values)) continue;
      const row: { [column: string]: unknown } = {};
      for (const [index, column] of rows.columns.entries()) {
        const value = values[index] ?? null;
        const isLong = isOnly && value !== null && value.length >= LONG && JSON_OIDS.has(column.type);
        row[column.name] = isLong ? this.#name(value) : read(value, column.parser);
      }
      rows[place] = row;
    }
    return rows;
  }

  /** The response with the bytes in place of their name. */
  async fill(response: Response): Promise<Response> {
    if (this.#texts.size === 0 || !response.ok) return response;
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > NAME_LIMIT) return response;
    const [, name = ''] = NAME.exec(await response.clone().text()) ?? [];
    const text = this.#texts.get(name);
    if (text === undefined) return response;
    this.#texts.delete(name);
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    return new Response(text, { status: response.status, headers });
  }

  #name(text: Buffer<ArrayBuffer>): string {
    this.#count += 1;
    const name = `long-answer:${this.#count}`;
    this.#texts.set(name, text);
    return name;
  }
}

function read(value: Buffer | null, parser: Parser | undefined): unknown {
  if (value === null) return null;
  if (parser === undefined) return value.toString();
  return parser(parser.array === true ? value.toString('utf8', 1) : value.toString());
}
