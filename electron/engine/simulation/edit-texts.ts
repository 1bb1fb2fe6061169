import { v7 as uuidv7 } from 'uuid';
import type { Action } from './actions.ts';
import { choose, give } from './at-a-desk.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { editText } from './typed-text.ts';

export async function type(scene: Scene, desk: SimulatedDesk, action: Extract<Action, { do: 'type' }>): Promise<void> {
  const block = await choose(desk, 'block', action.pick, false);
  if (block === undefined) return;
  const word = scene.ledger.newWord(desk.parts.index, { table: 'blocks', id: block.id });
  scene.ledger.noteText(block.id, block.text);
  const edited = editText(block.text, action.edit, action.at, word.word);
  const removal = scene.ledger.withdraw(edited.removed);
  const payload = { id: block.id, base_content: block.text, content: edited.text };
  await give(scene, desk, 'block.edit', payload, { word, removal });
}

export async function split(
  scene: Scene,
  desk: SimulatedDesk,
  action: Extract<Action, { do: 'split' }>,
): Promise<void> {
  const block = await choose(desk, 'block', action.pick, false);
  if (block === undefined) return;
  const gap = block.text.slice(Math.floor(action.at * block.text.length)).search(/\s/);
  const at = gap < 0 ? block.text.length : Math.floor(action.at * block.text.length) + gap;
  const newId = uuidv7();
  scene.ledger.move(block.text.slice(at), newId);
  await give(scene, desk, 'block.split', { id: block.id, content: block.text, at, new_id: newId });
}

export async function join(scene: Scene, desk: SimulatedDesk, action: Extract<Action, { do: 'join' }>): Promise<void> {
  const pairs = await desk.read<{ id: string; text: string; title: string; before: string }>(
    `select id, text, title, before from (
       select id::text as id, content as text, title, lag(id::text) over (partition by episode_id order by position, id) as before
       from blocks where deleted_at is null
     ) of_episodes where before is not null order by id`,
  );
  const pair = pick(pairs, action.pick);
  if (pair === undefined) return;
  scene.ledger.move(pair.text, pair.before);
  // A block that is joined to another goes to the bin with its title.
  const removal = scene.ledger.withdraw(pair.title);
  await give(scene, desk, 'block.join', { id: pair.id }, { removal });
}

/** The page replaces the summary as a whole; what it shows is what the desk has. */
export async function summarize(
  scene: Scene,
  desk: SimulatedDesk,
  action: Extract<Action, { do: 'summarize' }>,
): Promise<void> {
  const episode = await choose(desk, 'episode', action.pick, false, 'summary');
  if (episode === undefined) return;
  const word = scene.ledger.newWord(desk.parts.index, { table: 'episodes', id: episode.id });
  const summary = `${episode.text}\nIt is about ${word.word}.`;
  await give(scene, desk, 'episode.update', { id: episode.id, patch: { summary } }, { word });
}

/** Puts a text that the block had on this desk before in the place of what it has. */
export async function restoreVersion(
  scene: Scene,
  desk: SimulatedDesk,
  action: Extract<Action, { do: 'restore-version' }>,
): Promise<void> {
  const block = await choose(desk, 'block', action.pick, false);
  if (block === undefined) return;
  const content = pick(scene.ledger.textsOf(block.id), action.version);
  if (content === undefined) return;
  scene.ledger.wantedBack.add(block.id);
  const removal = scene.ledger.withdraw(block.text);
  await give(scene, desk, 'block.restore-version', { id: block.id, content }, { removal });
}
