import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';
import { type Placement, placeBetween } from '../place-between.ts';

/**
 * Where a block goes that is to stand behind `afterId`, or first.
 *
 * @param movingId the block itself when it is in the episode already
 */
export async function placeBlock(
  tx: Transaction,
  episodeId: string,
  afterId: string | null,
  movingId: string | null,
): Promise<Placement> {
  const { rows } = await tx.query<{ id: string; position: number }>(
    'select id::text as id, position from blocks where episode_id = $1::uuid and deleted_at is null and id is distinct from $2::uuid order by position, id',
    [episodeId, movingId],
  );
  const index = afterId === null ? 0 : rows.findIndex((row) => row.id === afterId) + 1;
  if (afterId !== null && index === 0) {
    throw new EngineFailure('not-found', 'The block to put this one behind is not there any more. Nothing was moved.');
  }
  return placeBetween(rows, index);
}
