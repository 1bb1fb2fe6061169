import { z } from 'zod';
import type { MergeConflict } from '../../../../shared/sync/merge/merge-row.ts';
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
    const { rows } = await scope.tx.query<{ content: string; removed_by_another: boolean }>(
      `select content, deleted_at is not null and deleted_by is distinct from $2::text as removed_by_another
       from blocks where id = $1::uuid`,
      [id, scope.context.userId],
    );
    const [block] = rows;
    if (block === undefined) throw rowIsGone();
    const current = block.content;
    const { text, clashes } = mergeText(base_content, content, current);
    // Typed without knowing that somebody took the block away: it comes back and says so, as when both meet in the cloud. What
    // comes late from the hand that removed it is no wish to have it back.
    const isBroughtBack = block.removed_by_another && (text !== current || clashes.length > 0);
    if (clashes.length > 0 || isBroughtBack) {
      const theirs = await readRow(scope.tx, 'blocks', id);
      const conflicts: MergeConflict[] = [];
      if (clashes.length > 0) {
        const sides = { base: base_content, mine: content, theirs: current };
        conflicts.push({ column: 'content', kind: 'text', ...sides, merged: text });
      }
      if (isBroughtBack) {
        const sides = { base: null, mine: null, theirs: theirs.deleted_at ?? null };
        conflicts.push({ column: 'deleted_at', kind: 'delete-edit', ...sides, merged: null });
      }
      await recordConflicts(scope.tx, { table: 'blocks', id, theirs, mineAt: scope.context.at }, conflicts);
    }
    const written = text === current ? {} : { content: text };
    await scope.update('blocks', id, isBroughtBack ? { ...written, deleted_at: null } : written);
    return { content: text, merged: text !== content };
  },
};
