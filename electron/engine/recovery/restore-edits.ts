import type { Store } from '../store/contract.ts';
import type { RecoveryEdit } from './record-line.ts';

/**
 * Puts back what the store does not know of the log's edits, in the order they were made; answers how many. An edit that the
 * cloud had confirmed a moment before the process died is sent once more, and the cloud knows it by its id.
 */
export async function restoreEdits(
  store: Store,
  edits: readonly RecoveryEdit[],
  organizationId: string,
): Promise<number> {
  if (edits.length === 0) return 0;
  const inOrder = edits.toSorted((a, b) => a.seq - b.seq);
  const known = inOrder.map(({ mutation_id }) => mutation_id);
  return store.transaction({ origin: 'user' }, async (tx) => {
    let restored = 0;
    // Parents may be missing here until the first pull.
    await tx.query("set local session_replication_role = 'replica'");
    for (const edit of inOrder) {
      const { rows } = await tx.query<{ restored: boolean }>(
        'select restore_edit($1::jsonb, $2, $3::uuid[]) as restored',
        [JSON.stringify(edit), organizationId, known],
      );
      if (rows[0]?.restored === true) restored += 1;
    }
    return restored;
  });
}
