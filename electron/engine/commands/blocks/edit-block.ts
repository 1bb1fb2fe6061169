import { z } from 'zod';
import { mergeText } from '../../../../shared/sync/merge/merge-text.ts';
import { readRow, rowIsGone } from '../../outbox/read-row.ts';
import { recordConflicts } from '../../outbox/record-conflicts.ts';
import type { StoreCommand } from '../command.ts';
import { id, storableText } from '../payload-parts.ts';

export const editBlock: StoreCommand<'block.edit'> = {
  payload: z.strictObject({
    id,
    base_content: z.string(),
    content: storableText,
  }),
  async run(scope, { id, base_content, content }) {
    // Each burst of keystrokes comes this way: the rest of the row is read only for a record.
    const { rows } = await scope.tx.query<{ content: string }>('select content from blocks where id = $1::uuid', [id]);
    const [block] = rows;
    if (block === undefined) throw rowIsGone();
    const current = block.content;
    const { text, clashes } = mergeText(base_content, content, current);
    if (clashes.length > 0) {
      const theirs = await readRow(scope.tx, 'blocks', id);
      const conflict = {
        column: 'content',
        kind: 'text' as const,
        base: base_content,
        mine: content,
        theirs: current,
        merged: text,
      };
      await recordConflicts(scope.tx, { table: 'blocks', id, theirs, mineAt: scope.context.at }, [conflict]);
    }
    if (text !== current) await scope.update('blocks', id, { content: text });
    return { content: text, merged: text !== content };
  },
};
