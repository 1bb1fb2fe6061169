import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const restoreHighlight: StoreCommand<'highlight.restore'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.update('highlights', payload.id, { deleted_at: null });
    return { done: true };
  },
};
