import type { Store, Transaction } from '../store/contract.ts';
import { orNothing } from './or-nothing.ts';
import type { RecoveryContents } from './recovery-log.ts';
import { restoreRecords } from './restore-records.ts';

export interface RestoreOptions {
  organizationId: string;
  /** The store is older than the log: it was rebuilt from a backup. */
  isRebuilt: boolean;
  /** The log was there and could be read to its end: what it does not name does not wait any more. */
  isComplete: boolean;
}

/**
 * Puts back what the store does not know of the log: edits in the order they were made, conflicts, requests. Answers how many
 * edits. An edit that the cloud had confirmed a moment before the process died is sent once more, and the cloud knows it by its id.
 */
export async function restoreWork(
  store: Store,
  { edits, records }: RecoveryContents,
  { organizationId, isRebuilt, isComplete }: RestoreOptions,
): Promise<number> {
  if (edits.length + records.length === 0 && !isRebuilt) return 0;
  const inOrder = edits.toSorted((a, b) => a.seq - b.seq);
  const logged = inOrder.map(({ mutation_id }) => mutation_id);
  return store.transaction({ origin: 'record' }, async (tx) => {
    let restored = 0;
    // Parents may be missing here until the first pull.
    await tx.query("set local session_replication_role = 'replica'");
    if (isRebuilt) await tx.query('select take_back_edits($1::uuid[], $2)', [logged, isComplete]);
    // Of a backup what is left now was made before everything in the log.
    const here = await waiting(tx);
    const known = isRebuilt ? [...logged, ...here] : logged;
    const isHere = new Set(here);
    for (const edit of inOrder.filter(({ mutation_id }) => !isHere.has(mutation_id))) {
      const rows = await orNothing(tx, () =>
        tx.query<{ restored: boolean }>('select restore_edit($1::jsonb, $2, $3::uuid[]) as restored', [
          JSON.stringify(edit),
          organizationId,
          known,
        ]),
      );
      if (rows[0]?.restored === true) restored += 1;
    }
    await restoreRecords(tx, records, isRebuilt && isComplete);
    return restored;
  });
}

async function waiting(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ mutation_id: string }>('select mutation_id::text as mutation_id from outbox');
  return rows.map(({ mutation_id }) => mutation_id);
}
