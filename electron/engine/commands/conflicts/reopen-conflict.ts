import { z } from 'zod';
import { sameJson } from '../../../../shared/sync/merge/same-json.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { readConflict } from './conflict-record.ts';
import { moveColumn } from './move-column.ts';

/** Undoes a resolution: the row gets back what it held before, with what was typed since. */
export const reopenConflict: StoreCommand<'conflict.reopen'> = {
  payload: z.strictObject({ id }),
  async run(scope, { id }) {
    const conflict = await readConflict(scope.tx, id, 'resolved');
    const { resolution } = conflict;
    if (resolution !== null && !sameJson(resolution.before, resolution.after)) {
      await moveColumn(scope, conflict, resolution.after, resolution.before);
    }
    await scope.tx.query(
      "update conflicts set state = 'open', resolution = null, resolved_at = null where id = $1::uuid",
      [id],
    );
    return { done: true };
  },
};
