import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { blockType, id, title } from '../payload-parts.ts';

export const updateBlock: StoreCommand<'block.update'> = {
  payload: z.strictObject({
    id,
    patch: z.strictObject({ title: title.exactOptional(), type: blockType.exactOptional() }),
  }),
  async run(scope, { id, patch }) {
    await scope.update('blocks', id, patch);
    return { done: true };
  },
};
