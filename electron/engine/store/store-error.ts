import type { StoreErrorCode } from './contract.ts';

/** What Postgres says about a statement it refuses; no row contents beyond what Postgres itself puts there. */
export interface StatementRefusal {
  sqlstate: string;
  message: string;
  detail: string | null;
  constraint: string | null;
  table: string | null;
}

/** The one error of the store. Decide by `code` (and `refusal.sqlstate`), never by the message. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly refusal: StatementRefusal | null;

  constructor(code: StoreErrorCode, message: string, options: { refusal?: StatementRefusal; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.refusal = options.refusal ?? null;
  }
}
