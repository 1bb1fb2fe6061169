import { z } from 'zod';
import { WRITABLE_COLUMNS } from '../../../../shared/sync/columns.ts';
import { decideColumn } from '../../../../shared/sync/merge/decide-column.ts';
import type { Json } from '../../../../shared/sync/protocol.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { type ConflictRecord, readConflict } from './conflict-record.ts';
import { moveColumn } from './move-column.ts';

export const resolveConflict: StoreCommand<'conflict.resolve'> = {
  payload: z.strictObject({ id, choice: z.enum(['mine', 'theirs', 'merged']), text: z.string().exactOptional() }),
  async run(scope, { id, choice, text }) {
    const conflict = await readConflict(scope.tx, id, 'open');
    const wanted = choice === 'merged' ? (text ?? conflict.merged) : chosen(conflict, choice);
    // To keep what is there changes nothing, whatever it has become since.
    const moved =
      choice === 'merged' && text === undefined
        ? { before: conflict.merged, after: conflict.merged }
        : await moveColumn(scope, conflict, conflict.merged, wanted);
    await scope.tx.query(
      "update conflicts set state = 'resolved', resolution = $2::jsonb, resolved_at = $3::timestamptz where id = $1::uuid",
      [id, JSON.stringify({ choice, ...moved }), scope.context.at.toISOString()],
    );
    return { done: true };
  },
};

/** Keeping one side decides what clashes. What the other did elsewhere was never in question, and only a part of what is shown. */
function chosen(conflict: ConflictRecord, side: 'mine' | 'theirs'): Json {
  return decideColumn(WRITABLE_COLUMNS[conflict.table_name][conflict.column_name], conflict, side);
}
