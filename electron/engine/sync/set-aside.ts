import type { CloudRow, PullChange } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../store/contract.ts';
import { writeSyncLine } from './sync-log.ts';

/** Why a row of the cloud is kept beside its table; see set_aside in migrations/local. */
export type AsideReason = 'unknown-table' | 'unknown-columns' | 'refused' | 'in-flight';

/** Keeps a row that cannot be put in place now, the newest of each. */
export async function setAside(tx: Transaction, table: string, row: CloudRow, reason: AsideReason): Promise<void> {
  await tx.query(
    `insert into set_aside (table_name, row_id, row, reason) values ($1, $2, $3::jsonb, $4)
     on conflict (table_name, row_id) do update set row = excluded.row, reason = excluded.reason, created_at = now()
     where (set_aside.row ->> 'rev')::int8 <= (excluded.row ->> 'rev')::int8`,
    [table, row.id, JSON.stringify(row), reason],
  );
}

/**
 * Forgets what was refused of rows that come again, in the same state or a newer one: what is refused once more is set aside once
 * more. Left there, it would be taken for what this desk has of the row. Answers which rows they were.
 */
export async function forgetRefused(
  tx: Transaction,
  changes: readonly PullChange[],
  force: boolean,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ key: string }>(
    `delete from set_aside s using unnest($1::text[], $2::text[], $3::int8[]) given (table_name, row_id, rev)
     where s.table_name = given.table_name and s.row_id = given.row_id and s.reason = 'refused'
       and ($4 or (s.row ->> 'rev')::int8 <= given.rev)
     returning s.table_name || '/' || s.row_id as key`,
    [changes.map(({ table }) => table), changes.map(({ row }) => row.id), changes.map(({ row }) => row.rev), force],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Tells of rows that were refused, in the log that people read, but not of those that already were. */
export async function logRefused(
  tx: Transaction,
  { changes, before, at }: { changes: readonly PullChange[]; before: ReadonlySet<string>; at: Date },
): Promise<void> {
  const { rows } = await tx.query<{ table: string; id: string }>(
    `select table_name as table, row_id as id from set_aside
     where reason = 'refused' and (table_name, row_id) in (select * from unnest($1::text[], $2::text[]))`,
    [changes.map(({ table }) => table), changes.map(({ row }) => row.id)],
  );
  const news = rows.filter(({ table, id }) => !before.has(`${table}/${id}`));
  if (news.length === 0) return;
  await writeSyncLine(tx, {
    at,
    kind: 'received',
    message:
      news.length === 1
        ? 'One row of the cloud is of a kind that this version of the app does not know. It is kept for a newer one.'
        : `${news.length} rows of the cloud are of a kind that this version of the app does not know. They are kept for a newer one.`,
    details: { set_aside: news.map(({ table, id }) => `${table}/${id}`) },
  });
}
