import { z } from 'zod';
import { mergeText } from '../../../../shared/sync/merge/merge-text.ts';
import { readRow } from '../../outbox/read-row.ts';
import { recordConflicts } from '../../outbox/record-conflicts.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

/** Postgres cannot hold this character in a text. */
const NUL = '\u0000';

export const editBlock: StoreCommand<'block.edit'> = {
  payload: z.strictObject({
    id,
    base_content: z.string(),
    content: z.string().refine((text) => !text.includes(NUL), 'holds a NUL character'),
  }),
  async run(scope, { id, base_content, content }) {
    const block = await readRow(scope.tx, 'blocks', id);
    const current = typeof block.content === 'string' ? block.content : '';
    const { text, clashes } = mergeText(base_content, content, current);
    if (clashes.length > 0) {
      const conflict = {
        column: 'content',
        kind: 'text' as const,
        base: base_content,
        mine: content,
        theirs: current,
        merged: text,
      };
      await recordConflicts(scope.tx, { table: 'blocks', id, theirs: block, mineAt: scope.context.at }, [conflict]);
    }
    if (text !== current) await scope.update('blocks', id, { content: text });
    return { content: text, merged: text !== content };
  },
};
