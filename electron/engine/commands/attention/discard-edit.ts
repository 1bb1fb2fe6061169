import { z } from 'zod';
import type { JsonRow } from '../../../../shared/sync/protocol.ts';
import { ENTRY_COLUMNS, type OutboxEntry } from '../../outbox/outbox-entry.ts';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { parkedGroup, releaseDependents } from './parked-edit.ts';
import { withoutGroup } from './without-group.ts';

/**
 * Gives up a refused edit with its group, and what cannot be without it: edits of a row that it would have made, and of what
 * hangs below that. The rows go back to what the cloud has plus the edits that remain.
 */
export const discardEdit: StoreCommand<'attention.discard'> = {
  payload: z.strictObject({ mutation_id: id }),
  async run(scope, { mutation_id }) {
    const group = await parkedGroup(scope.tx, mutation_id);
    const { rows: entries } = await scope.tx.query<OutboxEntry>(`select ${ENTRY_COLUMNS} from outbox order by seq`);
    const { discarded, remaining } = withoutGroup(entries, group);
    await scope.tx.query('delete from outbox where seq = any($1::bigint[])', [discarded.map((entry) => entry.seq)]);
    const done = new Set<string>();
    // Children before their parents: the store checks foreign keys.
    for (const entry of discarded.toReversed()) {
      const key = `${entry.table_name}/${entry.row_id}`;
      if (done.has(key)) continue;
      done.add(key);
      const rest = remaining.filter((one) => one.table_name === entry.table_name && one.row_id === entry.row_id);
      await restoreRow(scope.tx, entry, rest);
    }
    scope.waiting += await releaseDependents(scope.tx);
    return { done: true };
  },
};

async function restoreRow(tx: Transaction, { table_name, row_id }: OutboxEntry, rest: OutboxEntry[]): Promise<void> {
  const { rows } = await tx.query<{ row: JsonRow }>('select row from sync_base where table_name = $1 and row_id = $2', [
    table_name,
    row_id,
  ]);
  const base = rows[0]?.row;
  if (base === undefined && rest.length > 0) return;
  if (base === undefined) {
    await tx.query('select desk_delete($1, $2)', [table_name, row_id]);
    return;
  }
  const row: JsonRow = Object.assign({}, base, ...rest.map((entry) => entry.patch));
  await tx.query('select desk_update($1, $2, $3::jsonb)', [table_name, row_id, JSON.stringify(row)]);
  if (rest.length === 0) {
    await tx.query('delete from sync_base where table_name = $1 and row_id = $2', [table_name, row_id]);
  }
}
