import type { SqlValue, StatementResult, TableChange, Transaction, TransactionOptions } from './contract.ts';
import { StoreError } from './store-error.ts';
import type { WorkerClient } from './worker-client.ts';

/**
 * Runs one transaction on an instance that nothing else uses meanwhile. The transaction begins with its first statement; when
 * `run` rejects it is rolled back and the rejection passed on. `durable` is asked at the time of the commit.
 */
export async function runTransaction<T>(
  client: WorkerClient,
  options: TransactionOptions,
  statementLimitMs: number,
  durable: () => boolean,
  run: (tx: Transaction) => Promise<T>,
): Promise<{ result: T; changes: TableChange[]; durable: boolean }> {
  let begun = false as boolean;
  let ended = false;
  // Statements that the caller starts together are still sent one after the other.
  let tail: Promise<unknown> = Promise.resolve();

  const tx: Transaction = {
    query<Row>(sql: string, params: SqlValue[] = []): Promise<StatementResult<Row>> {
      const statement = tail.then(async () => {
        if (ended) throw new StoreError('statement-refused', 'The transaction has ended.');
        const begin = begun ? null : options.origin;
        begun = true;
        const done = await client.request({ kind: 'statement', sql, params, begin }, statementLimitMs);
        return { rows: done.rows as Row[], affected: done.affected };
      });
      tail = statement.catch(() => undefined);
      return statement;
    },
  };

  let result: T;
  try {
    result = await run(tx);
    await tail;
  } catch (error) {
    await tail;
    ended = true;
    // A rollback that fails leaves a dead client, which the store replaces before the next job; the caller's error matters.
    if (begun && !client.dead) await client.request({ kind: 'rollback' }, statementLimitMs).catch(() => undefined);
    throw error;
  }
  ended = true;
  const waitsForDisk = isDurable(options.origin) && durable();
  if (!begun) return { result, changes: [], durable: true };
  // The others have set synchronous_commit themselves when they began.
  const { changes } = await client.request(
    { kind: 'commit', durable: waitsForDisk || !isDurable(options.origin) },
    statementLimitMs,
  );
  return { result, changes, durable: waitsForDisk };
}

/** Whether a transaction resolves only once it is on the disk. */
export function isDurable(origin: TransactionOptions['origin']): boolean {
  return origin === 'user' || origin === 'record';
}
