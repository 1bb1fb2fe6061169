import { MOST_BLOCKS } from '../../../../shared/domain/limits.ts';
import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';

/** Refuses what an episode would have no page for: blocks that are kept and that nobody sees are worse than none. */
export async function requireRoom(tx: Transaction, episodeId: string, more: number): Promise<void> {
  const { rows } = await tx.query<{ there: number }>(
    'select count(*)::int4 as there from blocks where episode_id = $1::uuid and deleted_at is null',
    [episodeId],
  );
  const there = rows[0]?.there ?? 0;
  if (there + more <= MOST_BLOCKS) return;
  throw new EngineFailure(
    'refused',
    `An episode holds ${MOST_BLOCKS.toLocaleString('en')} blocks at most, and this one has ${there.toLocaleString('en')}. Nothing was added; join or remove some, or go on in another episode.`,
  );
}
