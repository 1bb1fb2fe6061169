import { v7 as uuidv7 } from 'uuid';
import { seededRandom } from '../../../cloud/worker/seeded-random.ts';
import { actInTheCloud, ring } from './act-in-the-cloud.ts';
import type { Action, Made } from './actions.ts';
import { choose, give, shown, TABLES } from './at-a-desk.ts';
import { join, restoreVersion, split, summarize, type } from './edit-texts.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

/** Half of the calls one action lets through; a lane that never ends is for the oracles to find. */
const ARRIVES = { kind: 'arrives' } as const;

/** Does one action of the schedule and waits until every desk is waiting again. */
export async function act(scene: Scene, action: Action): Promise<void> {
  await perform(scene, action);
  await scene.activity.quiet();
}

async function perform(scene: Scene, action: Action): Promise<void> {
  const desk = 'desk' in action ? scene.desks[action.desk % scene.desks.length] : undefined;
  if (desk === undefined) return actInTheCloud(scene, action);
  switch (action.do) {
    case 'type':
      return type(scene, desk, action);
    case 'retitle':
      return retitle(scene, desk, action);
    case 'create':
      return create(scene, desk, action);
    case 'remove':
      return remove(scene, desk, action);
    case 'restore': {
      const row = await choose(desk, action.what, action.pick, true);
      if (row === undefined) return;
      for (const id of [row.id, ...(await parents(desk, action.what, row.id))]) scene.ledger.wantedBack.add(id);
      await give(scene, desk, `${action.what}.restore`, { id: row.id });
      return;
    }
    case 'move': {
      const blocks = await shown(desk, 'block', false);
      const block = pick(blocks, action.pick);
      const after = pick(blocks, action.to);
      if (block === undefined || after === undefined) return;
      await give(scene, desk, 'block.move', { id: block.id, after_block_id: after.id === block.id ? null : after.id });
      return;
    }
    case 'summarize':
      return summarize(scene, desk, action);
    case 'restore-version':
      return restoreVersion(scene, desk, action);
    case 'split':
      return split(scene, desk, action);
    case 'join':
      return join(scene, desk, action);
    case 'resolve':
    case 'reopen':
      return decide(scene, desk, action);
    case 'retry':
    case 'discard':
      return attend(scene, desk, action);
    case 'sync':
      await give(scene, desk, 'sync.now', {});
      await deliver(scene, desk, action.calls);
      return;
    case 'answer':
      if (desk.process?.network.waiting === 0) await give(scene, desk, 'sync.now', {});
      await scene.activity.quiet();
      await desk.process?.network.deliver(action.fate);
      return;
    case 'clock':
      desk.clockError += action.ms;
      return;
    case 'network':
      desk.setNetwork(action.up);
      return;
    case 'realtime':
      desk.setRealtime(action.up);
      return;
    case 'session':
      desk.signedIn = action.signedIn;
      return;
    case 'offline':
      await give(scene, desk, 'sync.set-offline', { offline: action.offline });
      return;
    case 'kill':
      desk.kill(action.steps, action.done);
      return;
    case 'break':
      desk.break(action.steps);
      return;
    case 'start':
      desk.kill(0, true);
      await desk.start();
      return;
    case 'power-cut':
      await desk.losePower(action.model, seededRandom(String(action.chance)));
      return;
    case 'checkpoint':
      await desk.parts.machine.disk?.checkpoint();
      return;
    case 'member':
      await scene.cloud.sql`
        update organization_members set deleted_at = ${action.member ? null : new Date()}
        where organization_id = ${scene.organization} and user_id = ${desk.parts.user}`;
      return;
  }
}

/** Lets up to so many calls through; news rings at the other desks. */
export async function deliver(scene: Scene, desk: SimulatedDesk, calls: number): Promise<number> {
  const pushes = scene.pushes.length;
  let arrived = 0;
  await scene.activity.quiet();
  while (arrived < calls && (await desk.process?.network.deliver(ARRIVES))) {
    arrived += 1;
    await scene.activity.quiet();
  }
  if (scene.pushes.length > pushes) ring(scene);
  return arrived;
}

async function retitle(scene: Scene, desk: SimulatedDesk, action: Extract<Action, { do: 'retitle' }>): Promise<void> {
  const column = action.what === 'note' ? 'content' : 'title';
  const row = await choose(desk, action.what, action.pick, false, column);
  if (row === undefined) return;
  const word = scene.ledger.newWord(desk.parts.index, { table: TABLES[action.what], id: row.id });
  const removal = scene.ledger.withdraw(row.text, word);
  const patch = { [column]: `Title ${word.word}` };
  await give(scene, desk, `${action.what}.update`, { id: row.id, patch }, { word, removal });
}

async function create(scene: Scene, desk: SimulatedDesk, action: Extract<Action, { do: 'create' }>): Promise<void> {
  const id = uuidv7();
  const word = scene.ledger.newWord(desk.parts.index, { table: TABLES[action.what], id });
  const title = `Title ${word.word}`;
  switch (action.what) {
    case 'project':
      await give(scene, desk, 'project.create', { id, title }, { word });
      return;
    case 'episode':
    case 'note': {
      const project = await choose(desk, 'project', action.pick, false);
      if (project === undefined) return;
      if (action.what === 'episode')
        await give(scene, desk, 'episode.create', { id, project_id: project.id, title }, { word });
      else await give(scene, desk, 'note.create', { id, project_id: project.id, content: title }, { word });
      return;
    }
    case 'block': {
      const place = await choosePlace(desk, action.pick);
      if (place === undefined) return;
      const content = `A new block.\nIt says ${word.word}.`;
      await give(scene, desk, 'block.create', { id, ...place, content }, { word });
      return;
    }
  }
}

/** The top of an episode, or behind a block that is shown in one. */
async function choosePlace(
  desk: SimulatedDesk,
  share: number,
): Promise<{ episode_id: string; after_block_id: string | null } | undefined> {
  const places = await desk.read<{ episode_id: string; after_block_id: string | null }>(
    `select e.id::text as episode_id, b.id::text as after_block_id
     from episodes e join lateral (
       select id, position from blocks where episode_id = e.id and deleted_at is null union all select null, null
     ) b on true
     where e.deleted_at is null order by e.id, b.position nulls first, b.id`,
  );
  return pick(places, share);
}

async function remove(scene: Scene, desk: SimulatedDesk, action: Extract<Action, { do: 'remove' }>): Promise<void> {
  const row = await choose(desk, action.what, action.pick, false);
  if (row === undefined) return;
  const [whole] = await desk.read<{ text: string }>(
    "select string_agg(value, ' ') as text from jsonb_each_text(desk_row($1, $2))",
    [TABLES[action.what], row.id],
  );
  const removal = scene.ledger.withdraw(whole?.text ?? '');
  const acknowledged = await give(scene, desk, `${action.what}.remove`, { id: row.id }, { removal });
  scene.ledger.removals.push({ table: TABLES[action.what], id: row.id, acknowledged });
}

/** Deals with a refused edit. */
async function attend(
  scene: Scene,
  desk: SimulatedDesk,
  action: Extract<Action, { do: 'retry' | 'discard' }>,
): Promise<void> {
  const rows = await desk.read<{ mutation_id: string; row_id: string; text: string }>(
    "select mutation_id::text as mutation_id, row_id, patch::text as text from outbox where state = 'parked' order by seq",
  );
  const entry = pick(rows, action.pick);
  if (entry === undefined) return;
  const { mutation_id } = entry;
  if (action.do === 'retry') {
    await give(scene, desk, 'attention.retry', { mutation_id });
    return;
  }
  // What cannot be without it goes too, and its words may be those of others that the edit took along.
  for (const { row_id } of rows) scene.ledger.wantedBack.add(row_id);
  const removal = scene.ledger.withdraw(rows.map(({ text }) => text).join(' '));
  await give(scene, desk, 'attention.discard', { mutation_id }, { removal });
}

async function decide(
  scene: Scene,
  desk: SimulatedDesk,
  action: Extract<Action, { do: 'resolve' | 'reopen' }>,
): Promise<void> {
  const state = action.do === 'resolve' ? 'open' : 'resolved';
  const rows = await desk.read<{
    id: string;
    table_name: string;
    row_id: string;
    column_name: string;
    now: string | null;
    mine: string | null;
    theirs: string | null;
    before: string | null;
  }>(
    `select id::text as id, table_name, row_id, column_name, desk_row(table_name, row_id) ->> column_name as now,
       mine::text as mine, theirs::text as theirs, (resolution -> 'before')::text as before
     from conflicts where state = '${state}' order by id`,
  );
  const conflict = pick(rows, action.pick);
  if (conflict === undefined) return;
  scene.ledger.wantedBack.add(conflict.row_id);
  // A value is replaced by somebody who sees it; a text is merged with what was typed since.
  if (!['content', 'summary'].includes(conflict.column_name)) scene.ledger.withdraw(conflict.now ?? '');
  const given = action.do === 'reopen' ? conflict.before : action.choice === 'merged' ? null : conflict[action.choice];
  scene.ledger.giveAnew(given ?? '', conflict.now ?? '');
  if (action.do === 'resolve') await give(scene, desk, 'conflict.resolve', { id: conflict.id, choice: action.choice });
  else await give(scene, desk, 'conflict.reopen', { id: conflict.id });
}

/** What it stands in: a thing that is restored brings that back with it. */
async function parents(desk: SimulatedDesk, what: Made, id: string): Promise<string[]> {
  const rows = await desk.read<{ id: string }>(
    `select parent as id from desk_row($1, $2) thing left join episodes e on e.id::text = thing ->> 'episode_id',
       unnest(array[e.id::text, e.project_id::text, thing ->> 'project_id']) parent where parent is not null`,
    [TABLES[what], id],
  );
  return rows.map((row) => row.id);
}
