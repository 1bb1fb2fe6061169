import type { CloudRow, SyncedTable } from '../../../../shared/sync/protocol.ts';
import type { Store } from '../../store/contract.ts';
import { type ApplyContext, applyRows } from '../apply-rows.ts';
import { chunkChanges } from '../chunk-changes.ts';

export interface BucketRepair {
  /** Rows that were missing here, or of another rev than the cloud's. */
  replaced: string[];
  /** Rows here that the cloud does not have, or not for this user; still here. */
  gone: string[];
}

/** Puts the cloud's rows of one bucket in place. A row with edits waiting gets the cloud's row under them by a merge. */
export async function repairBucket(
  store: Store,
  context: ApplyContext,
  { table, bucket, rows }: { table: SyncedTable; bucket: string; rows: readonly CloudRow[] },
): Promise<BucketRepair> {
  const { rows: here } = await store.query<{ id: string; rev: number }>(
    "select row ->> 'id' as id, (row ->> 'rev')::int8 as rev from (select desk_row($1, id) as row from unedited_bucket_rows($1, $2) id) known",
    [table, bucket],
  );
  const revHere = new Map(here.map(({ id, rev }) => [id, Number(rev)]));
  const wrong = rows.filter((row) => revHere.get(row.id) !== row.rev);
  if (wrong.length > 0) {
    for (const chunk of chunkChanges(wrong.map((row) => ({ table, row }))))
      await store.transaction({ origin: 'sync' }, (tx) => applyRows(tx, { ...context, force: true }, chunk));
  }
  const there = new Set(rows.map(({ id }) => id));
  return {
    replaced: wrong.map(({ id }) => id),
    gone: here.map(({ id }) => id).filter((id) => !there.has(id)),
  };
}

/**
 * Puts right what is here in the same state as in the cloud and yet reads otherwise. A row that went on meanwhile, on either side,
 * is left alone. Answers the ids.
 */
export async function repairContents(
  store: Store,
  context: ApplyContext,
  { table, rows }: { table: SyncedTable; rows: readonly CloudRow[] },
): Promise<string[]> {
  const columns = [...(context.columns.get(table) ?? [])];
  const repaired: string[] = [];
  for (const chunk of chunkChanges(rows.map((row) => ({ table, row })))) {
    await store.transaction({ origin: 'sync' }, async (tx) => {
      const { rows: differing } = await tx.query<{ id: string }>(
        'select id from differing_rows($1, $2::text[], $3::jsonb) id',
        [table, columns, JSON.stringify(chunk.map(({ row }) => row))],
      );
      const ids = new Set(differing.map(({ id }) => id));
      if (ids.size === 0) return;
      await applyRows(
        tx,
        { ...context, force: true },
        chunk.filter(({ row }) => ids.has(row.id)),
      );
      repaired.push(...ids);
    });
  }
  return repaired;
}

/** Removes rows that the cloud does not have. One that was edited here meanwhile stays: the cloud refuses the edit, and it waits for a person. */
export async function evictGone(store: Store, table: SyncedTable, ids: readonly string[]): Promise<void> {
  await store.transaction({ origin: 'sync' }, (tx) =>
    tx.query(
      'select evict_rows($1, array(select id from unnest($2::text[]) id where not exists (select from outbox o where o.table_name = $1 and o.row_id = id)))',
      [table, [...ids]],
    ),
  );
}
