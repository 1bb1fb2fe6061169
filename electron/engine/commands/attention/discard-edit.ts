import { z } from 'zod';
import type { JsonRow } from '../../../../shared/sync/protocol.ts';
import { ENTRY_COLUMNS, type OutboxEntry } from '../../outbox/outbox-entry.ts';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { parkedGroup, releaseDependents } from './parked-edit.ts';
import { withoutGroup } from './without-group.ts';

type DatedEntry = OutboxEntry & { created_at: Date | string };

/**
 * Gives up a refused edit with its group, and what cannot be without it: edits of a row that it would have made, and of what
 * hangs below that. The rows go back to what the cloud has, or to what their insert made them, plus the edits that remain.
 */
export const discardEdit: StoreCommand<'attention.discard'> = {
  payload: z.strictObject({ mutation_id: id }),
  async run(scope, { mutation_id }) {
    const group = await parkedGroup(scope.tx, mutation_id);
    const { rows: entries } = await scope.tx.query<DatedEntry>(
      `select ${ENTRY_COLUMNS}, created_at from outbox order by seq`,
    );
    const { discarded, remaining } = withoutGroup(entries, group);
    await scope.tx.query('delete from outbox where seq = any($1::bigint[])', [discarded.map((entry) => entry.seq)]);
    const done = new Set<string>();
    // Children before their parents: the store checks foreign keys.
    for (const entry of discarded.toReversed()) {
      const key = `${entry.table_name}/${entry.row_id}`;
      if (done.has(key)) continue;
      done.add(key);
      const ofRow = (one: DatedEntry) => one.table_name === entry.table_name && one.row_id === entry.row_id;
      const { userId } = scope.context;
      await restoreRow(scope.tx, entry, { lost: discarded.filter(ofRow), rest: remaining.filter(ofRow), userId });
    }
    scope.waiting += await releaseDependents(scope.tx);
    return { done: true };
  },
};

interface EditsOfRow {
  lost: readonly DatedEntry[];
  rest: readonly DatedEntry[];
  /** Who made them all. */
  userId: string;
}

async function restoreRow(tx: Transaction, { table_name, row_id }: OutboxEntry, edits: EditsOfRow): Promise<void> {
  const { rest, userId } = edits;
  const { rows } = await tx.query<{ row: JsonRow }>('select row from sync_base where table_name = $1 and row_id = $2', [
    table_name,
    row_id,
  ]);
  const base = rows[0]?.row;
  if (base === undefined && rest.length === 0) {
    await tx.query('select desk_delete($1, $2)', [table_name, row_id]);
    return;
  }
  const before = base ?? (await asMade(tx, table_name, edits));
  const row = { ...before, ...written(rest, userId) };
  await tx.query('select desk_update($1, $2, $3::jsonb)', [table_name, row_id, JSON.stringify(row)]);
  if (rest.length === 0) {
    await tx.query('delete from sync_base where table_name = $1 and row_id = $2', [table_name, row_id]);
  }
}

/** What the columns of lost edits held in a row that was made here, but for what the other edits say: the insert did not name them. */
async function asMade(tx: Transaction, table: string, { lost, rest, userId }: EditsOfRow): Promise<JsonRow> {
  // Not known what the row was.
  if (!rest.some(({ op }) => op === 'insert')) return {};
  const { rows } = await tx.query<{ row: JsonRow }>('select desk_defaults($1) as row', [table]);
  const defaults = rows[0]?.row ?? {};
  return Object.fromEntries(Object.keys(written(lost, userId)).map((column) => [column, defaults[column] ?? null]));
}

/** What edits wrote, one after the other. A deletion, and who made it, stand in no patch; see recordEdit. */
function written(entries: readonly DatedEntry[], userId: string): JsonRow {
  const row: JsonRow = {};
  for (const { op, patch, created_at } of entries) {
    if (op === 'delete') Object.assign(row, { deleted_at: new Date(created_at).toISOString(), deleted_by: userId });
    else Object.assign(row, patch, patch.deleted_at === null ? { deleted_by: null } : {});
  }
  return row;
}
