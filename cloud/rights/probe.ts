import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { Caller } from '../testing/as-caller.ts';

/** A transaction that has changed things to see what would happen, and takes everything back. */
export async function rolledBack<T>(sql: Sql, work: (transaction: TransactionSql) => Promise<T>): Promise<T> {
  const undo = Symbol('undo');
  let result: { value: T } | null = null;
  await sql
    .begin(async (transaction) => {
      result = { value: await work(transaction) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (result === null) throw new Error('the transaction ended without its work');
  return (result as { value: T }).value;
}

export type Attempt<T> = { done: true; value: T } | { done: false; sqlstate: string };

/** What happens when a caller does something, without a trace of it. A refusal of the database is an answer, not an error. */
export async function attempt<T>(
  transaction: TransactionSql,
  caller: Caller,
  work: (asCaller: TransactionSql) => Promise<T>,
): Promise<Attempt<T>> {
  const undo = Symbol('undo');
  let result: Attempt<T> | null = null;
  await transaction
    .savepoint(async (savepoint) => {
      await savepoint`select set_config('role', ${caller.role}, true),
        set_config('request.jwt.claims', ${JSON.stringify(caller.claims)}, true)`;
      result = { done: true, value: await work(savepoint) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error === undo) return;
      if (!(error instanceof postgres.PostgresError)) throw error;
      result = { done: false, sqlstate: error.code };
    });
  if (result === null) throw new Error('the attempt ended without an answer');
  return result;
}
