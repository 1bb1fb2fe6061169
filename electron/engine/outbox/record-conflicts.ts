import { v7 as uuidv7 } from 'uuid';
import type { MergeConflict } from '../../../shared/sync/merge/merge-row.ts';
import type { JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../store/contract.ts';

export interface ConflictPlace {
  table: SyncedTable;
  id: string;
  /** The row with the other side's stamps. */
  theirs: JsonRow;
  mineAt: Date;
}

/** Keeps what a merge could not put into the row: both versions, who and when. */
export async function recordConflicts(
  tx: Transaction,
  { table, id, theirs, mineAt }: ConflictPlace,
  conflicts: readonly MergeConflict[],
): Promise<void> {
  for (const conflict of conflicts) {
    await tx.query(
      `insert into conflicts (id, table_name, row_id, column_name, kind, base, mine, theirs, merged, mine_at, their_author, their_at)
       values ($1::uuid, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb, $10::timestamptz, $11, $12::timestamptz)`,
      [
        uuidv7(),
        table,
        id,
        conflict.column,
        conflict.kind,
        JSON.stringify(conflict.base),
        JSON.stringify(conflict.mine),
        JSON.stringify(conflict.theirs),
        JSON.stringify(conflict.merged),
        mineAt.toISOString(),
        textOrNull(theirs.updated_by),
        textOrNull(theirs.updated_at),
      ],
    );
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
