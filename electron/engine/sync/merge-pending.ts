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
  /** Patch of an edit of this desk that `theirs` is known to hold, or to descend from: no conflict with itself. */
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
  const mine = (await findRow(tx, table, id)) ?? { ...theirs, ...newest.patch };
  const base = merge.confirmed
    ? { ...(stored ?? (await asInserted(tx, { table, entries, mine, theirs }))), ...merge.confirmed }
    : stored;
  const { row, conflicts } = mergeRow(table, base, mine, theirs);
  const rebased = rebaseEntries(entries, { table, base, theirs, merged: row });
  const place = { table, id, theirs, mineAt: new Date(newest.changed_at) };
  await recordConflicts(tx, place, [...rebased.conflicts, ...conflicts]);

  const kept = new Map(rebased.entries.map((entry) => [entry.seq, entry]));
  for (const entry of entries) {
    const left = kept.get(entry.seq);
    if (left === undefined) {
      await tx.query('delete from outbox where seq = $1', [entry.seq]);
      continue;
    }
    // Another content under the same id would be taken for the mutation that the cloud has answered.
    await tx.query(
      `update outbox set mutation_id = $2::uuid, op = $3, patch = $4::jsonb, base_rev = $5,
         state = case state when 'sending' then 'pending' else state end
       where seq = $1`,
      [entry.seq, uuidv7(), left.op, JSON.stringify(left.patch), theirs.rev],
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

interface RowMadeHere {
  table: SyncedTable;
  entries: readonly OutboxEntry[];
  mine: JsonRow;
  theirs: CloudRow;
}

/**
 * A row that was made here as the cloud took it, but for what its insert says: what the edits that still wait have changed had its
 * default then, and all else stands here as it was made. Whatever differs in the cloud now, a deletion too, somebody changed since.
 */
async function asInserted(tx: Transaction, { table, entries, mine, theirs }: RowMadeHere): Promise<CloudRow> {
  const { rows } = await tx.query<{ row: JsonRow }>('select desk_defaults($1) as row', [table]);
  const defaults = rows[0]?.row ?? {};
  const changed = entries.filter(({ op }) => op === 'update').flatMap(({ patch }) => Object.keys(patch));
  const before = Object.fromEntries(changed.map((column) => [column, defaults[column] ?? null]));
  return { ...theirs, ...mine, ...before, id: theirs.id, rev: 0, deleted_at: null, deleted_by: null };
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
