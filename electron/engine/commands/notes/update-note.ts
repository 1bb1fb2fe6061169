import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id, instant, noteContent, notePriority, noteScope, noteStatus } from '../payload-parts.ts';

export const updateNote: StoreCommand<'note.update'> = {
  payload: z.strictObject({
    id,
    patch: z.strictObject({
      content: noteContent.exactOptional(),
      scope: noteScope.exactOptional(),
      priority: notePriority.exactOptional(),
      status: noteStatus.exactOptional(),
      position: z.number().exactOptional(),
      expires_at: instant.nullable().exactOptional(),
    }),
  }),
  async run(scope, { id, patch }) {
    await scope.update('planning_notes', id, patch);
    return { done: true };
  },
};
