import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const cancelGeneration: StoreCommand<'generation.cancel'> = {
  payload: z.strictObject({ episode_id: id }),
  async run(scope, { episode_id }) {
    // What was never sent, or was refused, is simply not asked for any more.
    const withdrawn = await scope.tx.query(
      "delete from generation_requests where episode_id = $1::uuid and action = 'request' and state in ('waiting', 'refused')",
      [episode_id],
    );
    if (withdrawn.affected === 0) {
      await scope.tx.query(
        "insert into generation_requests (id, episode_id, action, created_at) values ($1::uuid, $2::uuid, 'cancel', $3::timestamptz)",
        [uuidv7(), episode_id, scope.context.at.toISOString()],
      );
      scope.waiting += 1;
    }
    return { done: true };
  },
};
