import type { Transaction } from '../store/contract.ts';
import { orNothing } from './or-nothing.ts';
import type { RecoveryRecordRow } from './record-line.ts';
import { RECORD_TABLES } from './record-tables.ts';

/**
 * Puts back the log's conflicts and requests that the store does not know. A request that the cloud had already is known there by
 * its id.
 * @param isExact the log alone says what is open: what an older store holds of it has been dealt with
 */
export async function restoreRecords(
  tx: Transaction,
  records: readonly RecoveryRecordRow[],
  isExact: boolean,
): Promise<void> {
  if (isExact) for (const { table, where } of RECORD_TABLES) await tx.query(`delete from ${table} where ${where}`);
  for (const { table_name, id, row } of records)
    await orNothing(tx, () =>
      tx.query('select desk_insert($1, $3::jsonb) where desk_row($1, $2) is null', [
        table_name,
        id,
        JSON.stringify(row),
      ]),
    );
}
