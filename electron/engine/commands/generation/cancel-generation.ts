import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const cancelGeneration: StoreCommand<'generation.cancel'> = {
  payload: z.strictObject({ episode_id: id }),
  async run(scope, { episode_id }) {
    // What was never sent is simply not asked for any more.
    const withdrawn = await scope.tx.query(
      "delete from generation_requests where episode_id = $1::uuid and action = 'request' and state = 'waiting'",
      [episode_id],
    );
    // Nor is what was refused shown any longer. It stopped nothing: another's request may be why, and that runs on.
    const dismissed = await scope.tx.query(
      "delete from generation_requests where episode_id = $1::uuid and state = 'refused'",
      [episode_id],
    );
    if (withdrawn.affected > 0) return { done: true };
    if (dismissed.affected > 0 && !(await isUnderWay(scope.tx, episode_id))) return { done: true };
    await scope.tx.query(
      "insert into generation_requests (id, episode_id, action, created_at) values ($1::uuid, $2::uuid, 'cancel', $3::timestamptz)",
      [uuidv7(), episode_id, scope.context.at.toISOString()],
    );
    scope.waiting += 1;
    return { done: true };
  },
};

/** As far as is known here: a job, or a request that the cloud has or may have. */
async function isUnderWay(tx: Transaction, episodeId: string): Promise<boolean> {
  const { rows } = await tx.query<{ any: boolean }>(
    `select exists (
       select from episode_schedule_queue
       where episode_id = $1::uuid and status in ('pending', 'processing', 'blocked') and deleted_at is null
     ) or exists (
       select from generation_requests
       where episode_id = $1::uuid and action = 'request' and state in ('sending', 'accepted')
     ) as any`,
    [episodeId],
  );
  return rows[0]?.any === true;
}
