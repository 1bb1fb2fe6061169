import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeBlock: StoreCommand<'block.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('blocks', payload.id);
    return { done: true };
  },
};
