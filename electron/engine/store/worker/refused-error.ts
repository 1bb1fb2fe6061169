import type { StatementRefusal } from '../store-error.ts';

/** Postgres refused the statement (or could not have been asked it); the session is sane. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: StatementRefusal;

  constructor(refusal: StatementRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function refusal(sqlstate: string, message: string): StatementRefusal {
  return { sqlstate, message, detail: null, constraint: null, table: null };
}
