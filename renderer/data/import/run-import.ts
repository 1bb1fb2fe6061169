import type {
  CommandName,
  CommandPayload,
  CommandResult,
  QueryName,
  QueryParams,
  QueryRow,
} from '../../../shared/ipc/contract.ts';
import type { ImportedBlock, ImportedEpisode, ImportedExport, ImportedNote } from './read-export.ts';

/** The part of the engine that an import needs. */
export interface ImportEngine {
  command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
  query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
}

export interface ImportCounts {
  projects: number;
  episodes: number;
  texts: number;
  notes: number;
}

/** What an import would make. */
export function countImport({ projects }: ImportedExport): ImportCounts {
  const episodes = projects.flatMap((project) => project.episodes);
  return {
    projects: projects.length,
    episodes: episodes.length,
    texts: episodes.reduce((sum, { blocks }) => sum + blocks.length, 0),
    notes: projects.reduce((sum, { notes }) => sum + notes.length, 0),
  };
}

/**
 * Makes everything of an export anew, by the commands that a person would use: with ids of its own, sent like any other edit, and
 * never in place of something that is there. Projects are paused at once, so that nothing is generated unasked. Calls `onMade`
 * after each thing; a failure leaves what was made until then, and is thrown.
 */
export async function runImport(
  engine: ImportEngine,
  { projects }: ImportedExport,
  onMade: (made: ImportCounts) => void,
): Promise<ImportCounts> {
  const made: ImportCounts = { projects: 0, episodes: 0, texts: 0, notes: 0 };
  const count = (what: keyof ImportCounts) => {
    made[what] += 1;
    onMade({ ...made });
  };
  for (const project of projects) {
    const { id } = await engine.command('project.create', {
      title: project.title,
      onboarding_brief: project.brief,
      ...(project.cadence === null ? {} : { cadence_config: project.cadence }),
      ...(project.timezone === '' ? {} : { timezone: project.timezone }),
    });
    await engine.command('project.update', { id, patch: { status: 'PAUSED' } });
    count('projects');
    for (const episode of project.episodes) {
      await makeEpisode(engine, id, episode, () => count('texts'));
      count('episodes');
    }
    for (const note of project.notes) {
      await makeNote(engine, id, note);
      count('notes');
    }
  }
  return made;
}

async function makeEpisode(
  engine: ImportEngine,
  projectId: string,
  { title, summary, blocks }: ImportedEpisode,
  onText: () => void,
): Promise<void> {
  const { id } = await engine.command('episode.create', { project_id: projectId, title });
  if (summary !== '') await engine.command('episode.update', { id, patch: { summary } });
  // An episode is made with one empty text.
  const [first] = await engine.query('blocks.of_episode', { episode_id: id });
  let last = first?.id ?? null;
  for (const [place, block] of blocks.entries()) {
    if (place === 0 && first !== undefined) await fillBlock(engine, first.id, block);
    else last = (await engine.command('block.create', { episode_id: id, after_block_id: last, ...block })).id;
    onText();
  }
}

async function fillBlock(engine: ImportEngine, id: string, { title, type, content }: ImportedBlock): Promise<void> {
  await engine.command('block.edit', { id, base_content: '', content });
  if (title !== '' || type !== 'MARKDOWN') await engine.command('block.update', { id, patch: { title, type } });
}

async function makeNote(engine: ImportEngine, projectId: string, note: ImportedNote): Promise<void> {
  const { content, scope, priority, isSettled } = note;
  const { id } = await engine.command('note.create', { project_id: projectId, content, scope, priority });
  if (isSettled) await engine.command('note.update', { id, patch: { status: 'archived' } });
}
