import type { StatementResult, Transaction } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';

/**
 * What a statement answers, or nothing when Postgres refuses what it holds: one line of a log that makes no sense must not keep the
 * lines after it, and the whole desk, from being opened.
 */
export async function orNothing<Row>(tx: Transaction, run: () => Promise<StatementResult<Row>>): Promise<Row[]> {
  await tx.query('savepoint line');
  try {
    const { rows } = await run();
    await tx.query('release savepoint line');
    return rows;
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'statement-refused') throw error;
    await tx.query('rollback to savepoint line');
    return [];
  }
}
