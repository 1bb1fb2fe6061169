import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { MEMORY_LENGTH } from '../../../../shared/domain/limits.ts';
import type { Json } from '../../../../shared/sync/protocol.ts';
import { EngineFailure } from '../../engine-failure.ts';
import { readRow } from '../../outbox/read-row.ts';
import type { CommandScope, StoreCommand } from '../command.ts';
import { id, storableText } from '../payload-parts.ts';

const memories = z.array(z.record(z.string(), z.json()));

const memoryContent = storableText.refine((text) => text.trim() !== '' && text.length <= MEMORY_LENGTH, 'no memory');
const importance = z.number().min(0).max(1);

/** The whole list goes out, and is merged memory by memory (rule `records` in shared/sync/columns.ts). */
async function change(
  scope: CommandScope,
  projectId: string,
  next: (before: { [key: string]: Json }[]) => { [key: string]: Json }[],
): Promise<void> {
  const project = await readRow(scope.tx, 'projects', projectId);
  await scope.update('projects', projectId, { memories: next(memories.parse(project.memories)) });
}

/** Adds a memory, or changes the one with this id; what else a newer app has written into it stays. */
export const rememberInProject: StoreCommand<'project.remember'> = {
  payload: z.strictObject({
    project_id: id,
    id: z.string().min(1).max(100).exactOptional(),
    content: memoryContent,
    importance,
  }),
  async run(scope, { project_id, id: given, content, importance }) {
    const memoryId = given ?? uuidv7();
    await change(scope, project_id, (before) => {
      if (before.some((memory) => memory.id === memoryId)) {
        return before.map((memory) => (memory.id === memoryId ? { ...memory, content, importance } : memory));
      }
      if (given !== undefined) {
        throw new EngineFailure('not-found', 'That memory is not there any more. Nothing was changed.');
      }
      const created_at = scope.context.at.toISOString();
      return [...before, { id: memoryId, content, source: 'feedback', importance, created_at }];
    });
    return { id: memoryId };
  },
};

export const forgetInProject: StoreCommand<'project.forget'> = {
  payload: z.strictObject({ project_id: id, id: z.string() }),
  async run(scope, { project_id, id: memoryId }) {
    await change(scope, project_id, (before) => before.filter((memory) => memory.id !== memoryId));
    return { done: true };
  },
};

/** What was forgotten comes back as it was. One that is there (also undone on another desk) stays as it is there. */
export const recallInProject: StoreCommand<'project.recall'> = {
  payload: z.strictObject({
    project_id: id,
    // Loose: what a newer app has written into it comes back too.
    memory: z.looseObject({
      id: z.string().min(1).max(100),
      content: memoryContent,
      source: z.enum(['onboarding', 'feedback', 'interaction']),
      importance,
      created_at: storableText,
    }),
  }),
  async run(scope, { project_id, memory }) {
    const [recalled] = memories.parse([memory]);
    await change(scope, project_id, (before) =>
      recalled === undefined || before.some((known) => known.id === memory.id) ? before : [...before, recalled],
    );
    return { done: true };
  },
};
