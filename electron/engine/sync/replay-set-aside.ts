import type { CloudRow } from '../../../shared/sync/protocol.ts';
import type { Store } from '../store/contract.ts';
import { type ApplyContext, applyRows, isKnownTable } from './apply-rows.ts';
import { asItCame } from './cloud-row.ts';

interface AsideRow {
  table_name: string;
  row_id: string;
  row: CloudRow;
  reason: string;
}

/** A row waits for the answer to an edit that is on its way only while there is one: a backup has the row, and may not have the edit. */
const REPLAYED = `
  select table_name, row_id, row, reason from set_aside s
  where reason <> 'in-flight' or not exists (
    select from outbox o where o.table_name = s.table_name and o.row_id = s.row_id and o.state = 'sending')
  order by created_at`;

/**
 * Tries the rows that could not be placed again; called at each start, since an update may have brought what was missing, and a
 * recovery may have taken away what they waited for. What still cannot be placed is set aside again.
 */
export async function replaySetAside(store: Store, context: ApplyContext): Promise<void> {
  const { rows } = await store.query<AsideRow>(REPLAYED);
  for (const aside of rows) {
    const table = aside.table_name;
    if (!isKnownTable(context, table)) continue;
    await store.transaction({ origin: 'sync' }, async (tx) => {
      if (aside.reason === 'refused') {
        // That it was refused before is not told again.
        await applyRows(tx, context, [{ table, row: asItCame(aside.row) }]);
        return;
      }
      await tx.query('delete from set_aside where table_name = $1 and row_id = $2', [table, aside.row_id]);
      if (aside.reason !== 'unknown-columns') {
        await applyRows(tx, context, [{ table, row: asItCame(aside.row) }]);
        return;
      }
      // Only the columns that were missing were kept, of this very state of the row; a newer one brought its own.
      const known = Object.entries(aside.row).filter(
        ([name]) => name !== 'id' && name !== 'rev' && name !== 'deleted_at' && context.columns.get(table)?.has(name),
      );
      if (known.length < Object.keys(aside.row).length - 3) {
        await tx.query(
          "insert into set_aside (table_name, row_id, row, reason) values ($1, $2, $3::jsonb, 'unknown-columns') on conflict do nothing",
          [table, aside.row_id, JSON.stringify(aside.row)],
        );
      }
      if (known.length === 0) return;
      await tx.query(
        "select desk_update($1, $2, $3::jsonb) from desk_row($1, $2) current where (current ->> 'rev')::int8 = $4",
        [table, aside.row_id, JSON.stringify(Object.fromEntries(known)), aside.row.rev],
      );
    });
  }
}
