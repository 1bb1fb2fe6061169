import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';

/** Between two neighbours without a number between them; positions are doubles. */
const GAP = 10;

export interface Placement {
  position: number;
  /** Blocks to be moved because no number was left between two of them. */
  moved: { id: string; position: number }[];
}

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

function placeBetween(rows: readonly { id: string; position: number }[], index: number): Placement {
  const before = rows[index - 1]?.position;
  const after = rows[index]?.position;
  if (after === undefined) return { position: (before ?? 0) + GAP, moved: [] };
  if (before === undefined) return { position: after - GAP, moved: [] };
  const middle = (before + after) / 2;
  if (middle > before && middle < after) return { position: middle, moved: [] };
  const moved = rows.map((row, place) => ({ id: row.id, position: (place < index ? place + 1 : place + 2) * GAP }));
  return { position: (index + 1) * GAP, moved };
}
