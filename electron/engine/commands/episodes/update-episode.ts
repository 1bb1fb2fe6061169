import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id, title } from '../payload-parts.ts';

export const updateEpisode: StoreCommand<'episode.update'> = {
  payload: z.strictObject({
    id,
    patch: z.strictObject({ title: title.exactOptional(), summary: z.string().exactOptional() }),
  }),
  async run(scope, { id, patch }) {
    await scope.update('episodes', id, patch);
    return { done: true };
  },
};
