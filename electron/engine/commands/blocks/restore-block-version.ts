import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id, storableText } from '../payload-parts.ts';
import { readLiveBlock } from './read-live-block.ts';

/** An ordinary edit, but for one thing: record_edit does not fold it into the unsent text that it replaces. */
export const restoreBlockVersion: StoreCommand<'block.restore-version'> = {
  payload: z.strictObject({ id, content: storableText }),
  async run(scope, { id, content }) {
    const { content: current } = await readLiveBlock(scope.tx, id);
    const replaced = typeof current === 'string' ? current : '';
    if (replaced !== content) await scope.update('blocks', id, { content });
    return { replaced };
  },
};
