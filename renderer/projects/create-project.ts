import { v7 as uuidv7 } from 'uuid';
import type { Created } from '../../shared/ipc/commands.ts';
import type { CommandPayload } from '../../shared/ipc/contract.ts';
import { type EngineClient, EngineFailure } from '../engine-port/engine-client.ts';

export type NewProject = CommandPayload<'project.create'> & { id: string };

/**
 * Makes a project. One that was sent under the same id before, and whose answer was lost, is that project and no second one; what was
 * typed since is put into it.
 */
export async function createProject(
  engine: Pick<EngineClient, 'command' | 'query'>,
  project: NewProject,
): Promise<Created> {
  try {
    return await engine.command('project.create', project);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.code !== 'refused') throw error;
    const { id, ...patch } = project;
    const [there] = await engine.query('projects.get', { id });
    if (there === undefined) throw error;
    // It was made, and has been thrown away since: this is another one.
    if (there.deleted_at !== null) return engine.command('project.create', { ...patch, id: uuidv7() });
    await engine.command('project.update', { id, patch });
    return { id };
  }
}
