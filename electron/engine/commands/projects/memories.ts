import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { MEMORY_LENGTH } from '../../../../shared/domain/limits.ts';
import type { Json, JsonRow } from '../../../../shared/sync/protocol.ts';
import { EngineFailure } from '../../engine-failure.ts';
import { findRow, readRow } from '../../outbox/read-row.ts';
import type { CommandScope, StoreCommand } from '../command.ts';
import { id, storableText } from '../payload-parts.ts';

const memories = z.array(z.record(z.string(), z.json()));

const memoryContent = storableText.refine((text) => text.trim() !== '' && text.length <= MEMORY_LENGTH, 'no memory');
const importance = z.number().min(0).max(1);
const uuid = z.uuid();

/**
 * Once a project has many, the cloud moves them into rows of their own, with the ids that they had. One that an edit made meanwhile
 * has brought back into the project is in both places, and is changed in both.
 */
async function movedMemory({ tx }: CommandScope, projectId: string, memoryId: string): Promise<JsonRow | null> {
  if (!uuid.safeParse(memoryId).success) return null;
  const row = await findRow(tx, 'agent_memories', memoryId);
  return row?.project_id === projectId ? row : null;
}

async function memoriesIn({ tx }: CommandScope, projectId: string): Promise<{ [key: string]: Json }[]> {
  return memories.parse((await readRow(tx, 'projects', projectId)).memories);
}

/** The whole list goes out, and is merged memory by memory (rule `records` in shared/sync/columns.ts). */
async function write(scope: CommandScope, projectId: string, next: { [key: string]: Json }[]): Promise<void> {
  await scope.update('projects', projectId, { memories: next });
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
    const before = await memoriesIn(scope, project_id);
    if (given === undefined) {
      const memoryId = uuidv7();
      const created_at = scope.context.at.toISOString();
      await write(scope, project_id, [
        ...before,
        { id: memoryId, content, source: 'feedback', importance, created_at },
      ]);
      return { id: memoryId };
    }
    const moved = await movedMemory(scope, project_id, given);
    const isMoved = moved !== null && moved.deleted_at === null;
    const isInProject = before.some((memory) => memory.id === given);
    if (!isMoved && !isInProject) {
      throw new EngineFailure('not-found', 'That memory is not there any more. Nothing was changed.');
    }
    if (isMoved) await scope.update('agent_memories', given, { content, importance });
    if (isInProject) {
      const changed = before.map((memory) => (memory.id === given ? { ...memory, content, importance } : memory));
      await write(scope, project_id, changed);
    }
    return { id: given };
  },
};

export const forgetInProject: StoreCommand<'project.forget'> = {
  payload: z.strictObject({ project_id: id, id: z.string() }),
  async run(scope, { project_id, id: memoryId }) {
    const before = await memoriesIn(scope, project_id);
    const rest = before.filter((memory) => memory.id !== memoryId);
    if (rest.length < before.length) await write(scope, project_id, rest);
    const moved = await movedMemory(scope, project_id, memoryId);
    if (moved !== null && moved.deleted_at === null) await scope.remove('agent_memories', memoryId);
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
    const before = await memoriesIn(scope, project_id);
    const moved = await movedMemory(scope, project_id, memory.id);
    if (moved !== null) {
      if (moved.deleted_at !== null) await scope.update('agent_memories', memory.id, { deleted_at: null });
    } else if (!before.some((known) => known.id === memory.id)) {
      await write(scope, project_id, [...before, ...memories.parse([memory])]);
    }
    return { done: true };
  },
};
