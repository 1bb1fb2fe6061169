import { z } from 'zod';
import { readRow } from '../../outbox/read-row.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { restoreParents } from '../restore-parents.ts';

export const restoreNote: StoreCommand<'note.restore'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    const { project_id } = await readRow(scope.tx, 'planning_notes', payload.id);
    await restoreParents(scope, 'projects', project_id);
    await scope.update('planning_notes', payload.id, { deleted_at: null });
    return { done: true };
  },
};
