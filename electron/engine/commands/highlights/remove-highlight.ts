import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeHighlight: StoreCommand<'highlight.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('highlights', payload.id);
    return { done: true };
  },
};
