import { z } from 'zod';
import { EngineFailure } from '../../engine-failure.ts';
import { readRow } from '../../outbox/read-row.ts';
import type { StoreCommand } from '../command.ts';
import { id, noteStatus } from '../payload-parts.ts';
import { placeBetween } from '../place-between.ts';

/**
 * Columns are ordered by position, then id. Two desks that move at once may choose the same position: the id then decides on
 * both, and the next move between the two numbers the column anew.
 */
export const moveNote: StoreCommand<'note.move'> = {
  payload: z.strictObject({ id, status: noteStatus, after_note_id: id.nullable() }),
  async run(scope, { id, status, after_note_id }) {
    const note = await readRow(scope.tx, 'planning_notes', id);
    if (status === 'incorporated' && note.status !== status) {
      throw new EngineFailure(
        'refused',
        'Only a generation that heeded a note marks it as used. Nothing was moved; it can be put into any other column.',
      );
    }
    const { rows } = await scope.tx.query<{ id: string; position: number }>(
      'select id::text as id, position from planning_notes where project_id = $1::uuid and status = $2::note_status and deleted_at is null and id <> $3::uuid order by position, id',
      [String(note.project_id), status, id],
    );
    const index = after_note_id === null ? 0 : rows.findIndex((row) => row.id === after_note_id) + 1;
    if (after_note_id !== null && index === 0) {
      throw new EngineFailure(
        'not-found',
        'The note to put this one behind is not in that column any more. Nothing was moved.',
      );
    }
    const { position, moved } = placeBetween(rows, index);
    for (const other of moved) await scope.update('planning_notes', other.id, { position: other.position });
    await scope.update('planning_notes', id, note.status === status ? { position } : { position, status });
    return { done: true };
  },
};
