import { z } from 'zod';
import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

/** The cloud's rules (check_episode_status in migrations/cloud), said before anything waits in vain. */

export const publishEpisode: StoreCommand<'episode.publish'> = {
  payload: z.strictObject({ id }),
  async run(scope, { id }) {
    const episode = await read(scope.tx, id);
    if (episode.status === 'GENERATING') throw refused('It is being generated. Wait for that, or cancel it first.');
    if (!episode.has_text) throw refused('It has no text yet. Write it or generate it first.');
    if (episode.status !== 'PUBLISHED') await scope.update('episodes', id, { status: 'PUBLISHED' });
    return { done: true };
  },
};

export const unpublishEpisode: StoreCommand<'episode.unpublish'> = {
  payload: z.strictObject({ id }),
  async run(scope, { id }) {
    const episode = await read(scope.tx, id);
    if (episode.status !== 'PUBLISHED') throw refused('It is not published.');
    if (episode.delivered) throw refused('It has been delivered: subscribers have it. Correct its text instead.');
    await scope.update('episodes', id, { status: 'DRAFT' });
    return { done: true };
  },
};

interface Episode {
  status: string;
  delivered: boolean;
  has_text: boolean;
}

async function read(tx: Transaction, id: string): Promise<Episode> {
  const { rows } = await tx.query<Episode>(
    `select e.status, e.delivered_at is not null as delivered,
      exists (select from blocks b where b.episode_id = e.id and b.deleted_at is null and b.content ~ '\\S') as has_text
    from episodes e where e.id = $1::uuid`,
    [id],
  );
  const [episode] = rows;
  if (episode === undefined) throw new EngineFailure('not-found', 'This episode is not on this machine.');
  return episode;
}

function refused(why: string): EngineFailure {
  return new EngineFailure('refused', `${why} Nothing was changed.`);
}
