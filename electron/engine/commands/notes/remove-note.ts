import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeNote: StoreCommand<'note.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('planning_notes', payload.id);
    return { done: true };
  },
};
