/**
 * Repair of @supabase/lite 0.10.0: of the errors it does not know (P0001 and every SQLSTATE of our own) it made a 500 "SUP"
 * without code and hint. It does know PostgREST's own way for a function to choose its answer, an error with the code
 * "PGRST" whose message and detail are JSON; so every database error is handed to it in that form.
 */
import { inspect } from 'node:util';
import type { PostgresConnection } from '@supabase/lite/postgres';
import { statusOfError } from './status-of-error.ts';

const SQLSTATE = /^[0-9A-Z]{5}$/;
// The first two are PostgREST's, which lite understands; 42501 it answers by itself, 401 to anonymous callers and 403 to others.
const ALREADY_RIGHT = /^PT\d{3}$|^PGRST$|^42501$/;
const UNREACHABLE = /^(ECONN|CONNECT_TIMEOUT|CONNECTION_)/;

/** An error as lite answers it. */
class AnsweredError extends Error {
  override name = 'AnsweredError';
  readonly code = 'PGRST';
  readonly detail: string;

  constructor(status: number, body: { code: string; message: string; details: string | null; hint: string | null }) {
    super(JSON.stringify(body));
    this.detail = JSON.stringify({ status, headers: {} });
    printInOneLine(this, `rest ${status} ${body.code} ${body.message}`);
  }
}

export function answerDatabaseErrors(connection: PostgresConnection): void {
  connection.normalizeDbError = (error: unknown): unknown => {
    const code = textOf(error, 'code') ?? '';
    if (UNREACHABLE.test(code)) {
      const message = 'Could not connect with the database';
      return new AnsweredError(503, { code: 'PGRST001', message, details: null, hint: null });
    }
    if (!SQLSTATE.test(code) || ALREADY_RIGHT.test(code)) {
      if (error instanceof Error) printInOneLine(error, `rest ${code} ${error.message}`);
      return error;
    }
    return new AnsweredError(statusOfError(code), {
      code,
      message: textOf(error, 'message') ?? '',
      details: textOf(error, 'detail'),
      hint: textOf(error, 'hint'),
    });
  };
}

function textOf(error: unknown, field: string): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** lite prints every error with console.error: as one line it is a log, with its stack and the statement it is noise. */
function printInOneLine(error: Error, line: string): void {
  Object.defineProperty(error, inspect.custom, { value: () => line, configurable: true });
}
