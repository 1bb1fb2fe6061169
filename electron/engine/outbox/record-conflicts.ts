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

/** Resolved conflicts that are kept, the newest: each can still be undone, and holds up to three texts. Open ones stay, however many. */
export const RESOLVED_KEPT = 1_000;

/** Keeps what a merge could not put into the row: both versions, who and when. */
export async function recordConflicts(
  tx: Transaction,
  { table, id, theirs, mineAt }: ConflictPlace,
  conflicts: readonly MergeConflict[],
): Promise<void> {
  if (conflicts.length === 0) return;
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
  // By their number and not by their age: a clock that jumps a year forgets nothing.
  await tx.query(
    `delete from conflicts where id in (
       select id from conflicts where state = 'resolved' order by resolved_at desc, id desc offset $1::int
     )`,
    [RESOLVED_KEPT],
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
