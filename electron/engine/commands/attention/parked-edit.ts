import { EngineFailure } from '../../engine-failure.ts';
import { DEPENDS_ON_REFUSED } from '../../outbox/outbox-entry.ts';
import type { Transaction } from '../../store/contract.ts';

/** The group of a refused edit; throws an EngineFailure when it is not waiting for a person any more. */
export async function parkedGroup(tx: Transaction, mutationId: string): Promise<string> {
  const { rows } = await tx.query<{ group_id: string }>(
    "select group_id::text as group_id from outbox where mutation_id = $1::uuid and state = 'parked'",
    [mutationId],
  );
  const group = rows[0]?.group_id;
  if (group === undefined) {
    throw new EngineFailure('not-found', 'This change does not wait for you any more. Nothing was done.');
  }
  return group;
}

/**
 * Sends the group of a refused edit again, and what was held back behind any refused edit: the next push finds out what still
 * depends on another. New ids, since the cloud remembers its answer to the old ones. Answers how many wait again.
 */
export async function releaseParked(tx: Transaction, mutationId: string): Promise<number> {
  const group = await parkedGroup(tx, mutationId);
  const { affected } = await tx.query(
    `update outbox set state = 'pending', error = null, mutation_id = gen_random_uuid()
     where state = 'parked' and (group_id = $1::uuid or error ->> 'code' = $2)`,
    [group, DEPENDS_ON_REFUSED],
  );
  return affected;
}

/** Lets go what was held back behind refused edits; what still depends on one is held back again by the next push. */
export async function releaseDependents(tx: Transaction): Promise<number> {
  const { affected } = await tx.query(
    "update outbox set state = 'pending', error = null, mutation_id = gen_random_uuid() where state = 'parked' and error ->> 'code' = $1",
    [DEPENDS_ON_REFUSED],
  );
  return affected;
}
