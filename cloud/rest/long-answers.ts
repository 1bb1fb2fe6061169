/**
 * Repair of @supabase/lite 0.10.0: what a function answers as JSON it parses and writes anew, value by value, which for a page of
 * sync_pull takes longer than to make it; PostgREST hands it on as the database wrote it. Here a long answer of a function is kept
 * as text while a name stands for it, and the response that consists of the name gets the text.
 */

/** Characters from which it pays. */
const LONG = 16_384;
const FUNCTION_CALL = /^select \* from \w+\.\w+\(/i;
const NAME = /^"(long-answer:\d+)"$/;
/** Of a body that is a name, in bytes. */
const NAME_LIMIT = 40;

/** A long value of a json or jsonb column that nobody has looked at. */
class LongJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** How postgres.js reads json and jsonb. */
export function parseJson(text: string): unknown {
  return text.length < LONG ? JSON.parse(text) : new LongJson(text);
}

export class LongAnswers {
  readonly #texts = new Map<string, string>();
  #count = 0;

  /** Rows as lite gets them: the only value of a function's only row under a name, all others read. */
  readRows(statement: string, rows: unknown): unknown {
    if (!Array.isArray(rows)) return rows;
    const isOnly = FUNCTION_CALL.test(statement) && rows.length === 1 && Object.keys(rows[0]).length === 1;
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (value instanceof LongJson) row[column] = isOnly ? this.#name(value) : JSON.parse(value.text);
      }
    }
    return rows;
  }

  /** The response with the text in place of its name. */
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

  #name({ text }: LongJson): string {
    this.#count += 1;
    const name = `long-answer:${this.#count}`;
    this.#texts.set(name, text);
    return name;
  }
}
