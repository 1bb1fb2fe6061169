import type { JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Transaction } from '../store/contract.ts';

/** A row of this desk as the cloud would send it, or null. */
export async function findRow(tx: Transaction, table: SyncedTable, id: string): Promise<JsonRow | null> {
  const { rows } = await tx.query<{ row: JsonRow | null }>('select desk_row($1, $2) as row', [table, id]);
  return rows[0]?.row ?? null;
}

/** For a row that a person just saw. */
export function rowIsGone(): EngineFailure {
  return new EngineFailure('not-found', 'This is not there any more. It may have been removed on another machine.');
}

/** The same for a row that a person just saw: throws an EngineFailure when it is gone. */
export async function readRow(tx: Transaction, table: SyncedTable, id: string): Promise<JsonRow> {
  const row = await findRow(tx, table, id);
  if (row === null) throw rowIsGone();
  return row;
}
