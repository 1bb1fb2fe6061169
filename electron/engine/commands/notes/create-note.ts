import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id, instant, noteContent, notePriority, noteScope } from '../payload-parts.ts';

export const createNote: StoreCommand<'note.create'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    project_id: id,
    episode_id: id.nullable().exactOptional(),
    content: noteContent,
    scope: noteScope.exactOptional(),
    priority: notePriority.exactOptional(),
    expires_at: instant.nullable().exactOptional(),
  }),
  async run(scope, { id: given, ...columns }) {
    const id = given ?? uuidv7();
    const position = await endOfBoard(scope.tx, columns.project_id);
    await scope.insert('planning_notes', id, { ...columns, position, author_id: scope.context.userId });
    return { id };
  },
};

/** Behind the notes that wait; gaps of 10 as everywhere. */
async function endOfBoard(tx: Transaction, projectId: string): Promise<number> {
  const { rows } = await tx.query<{ position: number }>(
    "select coalesce(max(position), 0) + 10 as position from planning_notes where project_id = $1::uuid and status = 'pending' and deleted_at is null",
    [projectId],
  );
  return rows[0]?.position ?? 10;
}
