import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { highlightColour, id, storableText } from '../payload-parts.ts';

export const updateHighlight: StoreCommand<'highlight.update'> = {
  payload: z.strictObject({
    id,
    patch: z.strictObject({ note: storableText.exactOptional(), colour: highlightColour.exactOptional() }),
  }),
  async run(scope, { id, patch }) {
    await scope.update('highlights', id, patch);
    return { done: true };
  },
};
