import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeEpisode: StoreCommand<'episode.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('episodes', payload.id);
    return { done: true };
  },
};
