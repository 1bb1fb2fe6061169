import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { ANCHOR_CONTEXT } from '../../../../shared/domain/text-anchor.ts';
import type { StoreCommand } from '../command.ts';
import { highlightColour, id, storableText } from '../payload-parts.ts';

const offset = z.int().min(0);
const context = storableText.max(ANCHOR_CONTEXT);

export const createHighlight: StoreCommand<'highlight.create'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    block_id: id,
    anchor: z
      .strictObject({ start: offset, end: offset, text: storableText.min(1), before: context, after: context })
      .refine(({ start, end }) => end > start, 'ends before it begins'),
    colour: highlightColour,
    note: storableText.exactOptional(),
  }),
  async run(scope, { id: given, block_id, anchor, colour, note = '' }) {
    const id = given ?? uuidv7();
    await scope.insert('highlights', id, {
      user_id: scope.context.userId,
      block_id,
      selected_text: anchor.text,
      start_offset: anchor.start,
      end_offset: anchor.end,
      text_before: anchor.before,
      text_after: anchor.after,
      colour,
      note,
    });
    return { id };
  },
};
