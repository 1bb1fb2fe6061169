import { z } from 'zod';
import { readRow } from '../../outbox/read-row.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { restoreParents } from '../restore-parents.ts';

export const restoreBlock: StoreCommand<'block.restore'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    const { episode_id } = await readRow(scope.tx, 'blocks', payload.id);
    await restoreParents(scope, 'episodes', episode_id);
    await scope.update('blocks', payload.id, { deleted_at: null });
    return { done: true };
  },
};
