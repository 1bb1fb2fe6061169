import type { JsonRow } from '../../../shared/sync/protocol.ts';
import { releaseDependents } from '../commands/attention/parked-edit.ts';
import type { Transaction } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { isAsText } from './cloud-row.ts';
import { mergePending, type PendingMerge } from './merge-pending.ts';
import { forgetRefused, logRefused, setAside } from './set-aside.ts';

/** Code of the `error` of an edit that was made on a row which only a newer version of the app can read. */
export const NEWER_ROW = 'newer-row';

/**
 * mergePending, for a row that may be of a newer cloud. One that this schema cannot read is set aside, the edits stay as they are,
 * and false is the answer. Once the row can be read, the edits that were parked for it wait to be sent again.
 */
export async function mergeOrSetAside(tx: Transaction, merge: PendingMerge): Promise<boolean> {
  if (!isAsText(merge.theirs) && (await isMerged(tx, merge))) return true;
  await setAside(tx, merge.table, merge.theirs, 'refused');
  return false;
}

/** The same for the answer to a push: sent again, the edits would meet the same row for ever, so they wait for the update. */
export async function mergeOrPark(tx: Transaction, merge: PendingMerge): Promise<void> {
  const changes = [{ table: merge.table, row: merge.theirs }];
  const before = await forgetRefused(tx, changes, false);
  if (await mergeOrSetAside(tx, merge)) return;
  await logRefused(tx, { changes, before, at: merge.at });
  if (merge.confirmed !== undefined) await noteConfirmed(tx, merge, merge.confirmed);
  const error = {
    code: NEWER_ROW,
    message: 'This was changed by a newer version of the app, in a way that this one does not know.',
    hint: 'Update the app; the change is then sent by itself.',
  };
  await tx.query(
    "update outbox set state = 'parked', error = $3::jsonb where table_name = $1 and row_id = $2 and state = 'pending'",
    [merge.table, merge.id, JSON.stringify(error)],
  );
}

/** What the cloud has taken of this desk belongs to the base, or the merge after the update would find it in conflict with itself. */
async function noteConfirmed(tx: Transaction, { table, id }: PendingMerge, confirmed: JsonRow): Promise<void> {
  await tx.query(
    `insert into sync_base (table_name, row_id, row) values ($1, $2, $3::jsonb)
     on conflict (table_name, row_id) do update set row = sync_base.row || $4::jsonb`,
    [table, id, JSON.stringify({ ...confirmed, id, rev: 0, deleted_at: null }), JSON.stringify(confirmed)],
  );
}

async function isMerged(tx: Transaction, merge: PendingMerge): Promise<boolean> {
  // A statement that was refused spoils the transaction; only what was done for this row is given up for it.
  await tx.query('savepoint merge');
  try {
    await release(tx, merge);
    await mergePending(tx, merge);
  } catch (error) {
    if (!isDataException(error)) throw error;
    await tx.query('rollback to savepoint merge');
    return false;
  }
  await tx.query('release savepoint merge');
  return true;
}

/** Such as a value that an enum here does not have. */
function isDataException(error: unknown): boolean {
  return error instanceof StoreError && error.refusal?.sqlstate.startsWith('22') === true;
}

/** The edits get new ids by the merge. */
async function release(tx: Transaction, { table, id }: PendingMerge): Promise<void> {
  const { affected } = await tx.query(
    "update outbox set state = 'pending', error = null where table_name = $1 and row_id = $2 and state = 'parked' and error ->> 'code' = $3",
    [table, id, NEWER_ROW],
  );
  if (affected > 0) await releaseDependents(tx);
}
