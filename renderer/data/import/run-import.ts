import { IMPORTED_BLOCKS } from '../../../shared/ipc/commands.ts';
import type {
  CommandName,
  CommandPayload,
  CommandResult,
  QueryName,
  QueryParams,
  QueryRow,
} from '../../../shared/ipc/contract.ts';
import type { ImportedBlock, ImportedEpisode, ImportedExport, ImportedNote } from './read-export.ts';

/** In UTF-16 units. */
const PORTION_LENGTH = 500_000;

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
    for (const memory of project.memories) await engine.command('project.recall', { project_id: id, memory });
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
  { blocks, ...about }: ImportedEpisode,
  onText: () => void,
): Promise<void> {
  // An episode has one text at least, as one that is made by hand.
  const [first = [{ content: '' }], ...rest] = portionsOf(blocks);
  const { id } = await engine.command('episode.import', { project_id: projectId, ...about, blocks: first });
  let last: string | null = null;
  if (rest.length > 0) last = (await engine.query('blocks.of_episode', { episode_id: id })).at(-1)?.id ?? null;
  for (const _ of blocks.slice(0, first.length)) onText();
  for (const portion of rest) {
    const { ids } = await engine.command('block.import', { episode_id: id, after_block_id: last, blocks: portion });
    last = ids.at(-1) ?? last;
    for (const _ of portion) onText();
  }
}

/** What goes to the cloud in one piece: as many texts as a command takes, and about as long as one file of Markdown may be. */
function portionsOf(blocks: readonly ImportedBlock[]): ImportedBlock[][] {
  const portions: ImportedBlock[][] = [];
  let room = 0;
  for (const block of blocks) {
    const open = portions.at(-1);
    if (open === undefined || open.length === IMPORTED_BLOCKS || block.content.length > room) {
      portions.push([block]);
      room = PORTION_LENGTH - block.content.length;
    } else {
      open.push(block);
      room -= block.content.length;
    }
  }
  return portions;
}

async function makeNote(engine: ImportEngine, projectId: string, note: ImportedNote): Promise<void> {
  const { content, scope, priority, isSettled } = note;
  const { id } = await engine.command('note.create', { project_id: projectId, content, scope, priority });
  if (isSettled) await engine.command('note.update', { id, patch: { status: 'archived' } });
}
