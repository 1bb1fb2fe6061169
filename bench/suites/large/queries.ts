import { QUERY_STATEMENTS } from '../../../electron/engine/generated/queries.ts';
import type { LocalEngine } from '../../../electron/engine/open-engine.ts';
import type { QueryName, QueryParams } from '../../../shared/ipc/contract.ts';
import { measureInTurns } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import { idOf, idsOf, type SizedDesk } from './two-desks.ts';

const RUNS = 20;
/** Time may not grow with the organisation; the rest is room for noise. */
export const SIZE_GOAL = 1.5;
/**
 * What is a page of a list and so may cost the same at any size; the others are counted too, without a goal. Projects and the
 * queue's live jobs (one a project) are whole lists of at most 500 and 200 (decision 0102): they cost by how many there are.
 */
const LISTS: ReadonlySet<QueryName> = new Set<QueryName>([
  'episodes.of_project',
  'notes.of_project',
  'notes.counts',
  'blocks.of_episode',
  'jobs.of_episode',
  'jobs.recent',
  'activity.my_events',
  'trash.list',
]);

/** Every named query of the product, on the desk of the large organisation and on the other, in turns. */
export async function everyQuery(large: SizedDesk, small: SizedDesk): Promise<Figure[]> {
  const figures: Figure[] = [];
  const [ofLarge, ofSmall] = [await sampleIds(large), await sampleIds(small)];
  for (const name of Object.keys(QUERY_STATEMENTS) as QueryName[]) {
    const [measured, timing] = await measureInTurns(
      RUNS,
      () => run(large.engine, name, paramsOf(name, ofLarge)),
      () => run(small.engine, name, paramsOf(name, ofSmall)),
    );
    const goal = LISTS.has(name) ? { goal: SIZE_GOAL } : {};
    figures.push({ name: `query ${name}`, measured, bare: { name: 'in the small one', timing }, ...goal });
  }
  return figures;
}

function run(engine: LocalEngine, name: QueryName, params: unknown): Promise<unknown> {
  return engine.query(name, params as QueryParams<QueryName>);
}

interface SampleIds {
  project: string;
  episode: string;
  block: string;
  session: string;
  episodes: string[];
}

async function sampleIds(desk: SizedDesk): Promise<SampleIds> {
  // The project with the most episodes: what an average one takes is no bound.
  const project = await idOf(
    desk,
    'select project_id as id from episodes group by project_id order by count(*) desc, project_id',
  );
  const episode = await idOf(
    desk,
    `select id from episodes where project_id = '${project}' and status = 'PUBLISHED' order by id`,
  );
  const block = await idOf(desk, `select id from blocks where episode_id = '${episode}'`);
  const episodes = await idsOf(desk.engine, 'select id from episodes order by id limit 20');
  return { project, episode, block, session: episode, episodes };
}

/** The first page of each list, from its beginning. */
function paramsOf(name: QueryName, ids: SampleIds): { [parameter: string]: unknown } {
  const values: { [parameter: string]: unknown } = {
    project_id: ids.project,
    episode_id: ids.episode,
    block_id: ids.block,
    session_id: ids.session,
    id: name === 'projects.get' ? ids.project : ids.episode,
    ids: ids.episodes,
    kind: 'episode',
    after: name === 'search.stamps' ? '00000000-0000-0000-0000-000000000000' : null,
    until: null,
    hits: ids.episodes.map((id) => ({ kind: 'episode', id })),
    things: ids.episodes.map((id) => ({ type: 'episode', id })),
    event_type: 'onboarding_completed',
    since: '2026-01-01',
  };
  return Object.fromEntries(
    QUERY_STATEMENTS[name].parameters.map((parameter) => [parameter.name, values[parameter.name]]),
  );
}
