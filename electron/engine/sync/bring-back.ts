import { v7 as uuidv7 } from 'uuid';
import { WRITABLE_COLUMNS } from '../../../shared/sync/columns.ts';
import type { PullChange, SyncedTable } from '../../../shared/sync/protocol.ts';
import { recordEdit } from '../outbox/record-edit.ts';
import type { Transaction } from '../store/contract.ts';
import { isSyncedTable } from './apply-rows.ts';

export interface RowPlace {
  table: SyncedTable;
  id: string;
}

/** Rows that are live here, deleted in `changes`, and that a desk may bring back. One with edits waiting is not among them: its edit brings it back. */
export async function deletedUnderUs(tx: Transaction, changes: readonly PullChange[]): Promise<RowPlace[]> {
  const places: RowPlace[] = [];
  for (const { table, row } of changes) {
    if (row.deleted_at === null || !isSyncedTable(table) || !('deleted_at' in WRITABLE_COLUMNS[table])) continue;
    const { rows } = await tx.query<{ live: boolean }>(
      `select count_live($1, array[$2]) > 0
         and not exists (select from outbox where table_name = $1 and row_id = $2) as live`,
      [table, row.id],
    );
    if (rows[0]?.live === true) places.push({ table, id: row.id });
  }
  return places;
}

/** Undoes deletions of the cloud by edits of this desk, each on its own, so that one that is refused keeps no other. */
export async function bringBack(
  tx: Transaction,
  who: { userId: string; organizationId: string; at: Date },
  places: readonly RowPlace[],
): Promise<void> {
  for (const { table, id } of places) {
    const context = { ...who, groupId: uuidv7(), command: 'sync.confirm-deletions' };
    await recordEdit(tx, context, { table, id, op: 'update', patch: { deleted_at: null } });
  }
}
