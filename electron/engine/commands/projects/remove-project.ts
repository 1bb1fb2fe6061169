import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeProject: StoreCommand<'project.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('projects', payload.id);
    return { done: true };
  },
};
