import { v7 as uuidv7 } from 'uuid';
import { mergeRow } from '../../../shared/sync/merge/merge-row.ts';
import type { CloudRow, JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import { ENTRY_COLUMNS, type OutboxEntry } from '../outbox/outbox-entry.ts';
import { findRow } from '../outbox/read-row.ts';
import { rebaseEntries } from '../outbox/rebase-entries.ts';
import { recordConflicts } from '../outbox/record-conflicts.ts';
import type { Transaction } from '../store/contract.ts';

export interface PendingMerge {
  table: SyncedTable;
  id: string;
  /** The cloud's row now, as it came. */
  theirs: CloudRow;
  /** Patch of an edit of this desk that `theirs` is known to hold already: no conflict with itself. */
  confirmed?: JsonRow;
  at: Date;
}

/**
 * Puts the cloud's row under the edits of this desk that still wait: three-way merge per column over the stored base, the
 * base moves to the cloud's row, and each edit keeps what it still has to say. Answers false, and changes nothing, when no
 * edit waits. No entry of the row may be in a call that is under way; one that is `sending` from before the store was rebuilt gets
 * a new id like the others, and is sent as one that never was.
 */
export async function mergePending(tx: Transaction, merge: PendingMerge): Promise<boolean> {
  const { table, id } = merge;
  const { rows: entries } = await tx.query<OutboxEntry & { changed_at: Date | string }>(
    `select ${ENTRY_COLUMNS}, changed_at from outbox where table_name = $1 and row_id = $2 order by seq`,
    [table, id],
  );
  const newest = entries.at(-1);
  if (newest === undefined) return false;

  const theirs = await canonicalRow(tx, table, merge.theirs);
  const stored = await readBase(tx, table, id);
  // A row made here was live when the cloud took it; if it is deleted there now, somebody deleted it since.
  const atConfirmation = stored ?? { ...theirs, deleted_at: null, deleted_by: null };
  const base = merge.confirmed ? { ...atConfirmation, ...merge.confirmed } : stored;
  const mine = (await findRow(tx, table, id)) ?? { ...theirs, ...newest.patch };
  const { row, conflicts } = mergeRow(table, base, mine, theirs);
  await recordConflicts(tx, { table, id, theirs, mineAt: new Date(newest.changed_at) }, conflicts);

  const kept = new Map(rebaseEntries(entries, row, theirs).map((entry) => [entry.seq, entry]));
  for (const entry of entries) {
    const rebased = kept.get(entry.seq);
    if (rebased === undefined) {
      await tx.query('delete from outbox where seq = $1', [entry.seq]);
      continue;
    }
    // Another content under the same id would be taken for the mutation that the cloud has answered.
    await tx.query(
      `update outbox set mutation_id = $2::uuid, op = $3, patch = $4::jsonb, base_rev = $5,
         state = case state when 'sending' then 'pending' else state end
       where seq = $1`,
      [entry.seq, uuidv7(), rebased.op, JSON.stringify(rebased.patch), theirs.rev],
    );
  }
  await tx.query('select apply_cloud_rows($1, $2::text[], $3::jsonb, true)', [
    table,
    Object.keys(row),
    JSON.stringify([row]),
  ]);
  await writeBase(tx, table, id, kept.size > 0 ? theirs : null);
  return true;
}

async function canonicalRow(tx: Transaction, table: SyncedTable, row: CloudRow): Promise<CloudRow> {
  const { rows } = await tx.query<{ row: CloudRow }>('select desk_canonical($1, $2::jsonb) as row', [
    table,
    JSON.stringify(row),
  ]);
  return rows[0]?.row ?? row;
}

async function readBase(tx: Transaction, table: SyncedTable, id: string): Promise<CloudRow | null> {
  const { rows } = await tx.query<{ row: CloudRow }>(
    'select row from sync_base where table_name = $1 and row_id = $2',
    [table, id],
  );
  return rows[0]?.row ?? null;
}

export async function writeBase(tx: Transaction, table: SyncedTable, id: string, row: CloudRow | null): Promise<void> {
  if (row === null) {
    await tx.query('delete from sync_base where table_name = $1 and row_id = $2', [table, id]);
    return;
  }
  await tx.query(
    'insert into sync_base (table_name, row_id, row) values ($1, $2, $3::jsonb) on conflict (table_name, row_id) do update set row = excluded.row',
    [table, id, JSON.stringify(row)],
  );
}
