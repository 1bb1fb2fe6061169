import type { CommandName, CommandPayload } from '../../../shared/ipc/contract.ts';
import type { Made } from './actions.ts';
import type { Word } from './ledger.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDesk } from './simulated-desk.ts';

export const TABLES = { project: 'projects', episode: 'episodes', block: 'blocks', note: 'planning_notes' } as const;

export interface Shown {
  id: string;
  text: string;
}

/** Gives a command, and notes what it meant once it is acknowledged. */
export async function give<C extends CommandName>(
  scene: Scene,
  desk: SimulatedDesk,
  name: C,
  payload: CommandPayload<C>,
  meant: { word?: Word; removal?: { done(): void } } = {},
): Promise<boolean> {
  const outcome = await desk.command(name, payload);
  if (outcome === 'acknowledged') {
    meant.removal?.done();
    if (meant.word !== undefined) meant.word.state = 'acknowledged';
  }
  // Typing and what it sets off in the same moment; a timer is for later.
  await scene.activity.quiet();
  return outcome === 'acknowledged';
}

/** One of the things that the desk shows, or has in its bin. */
export async function choose(
  desk: SimulatedDesk,
  what: Made,
  share: number,
  deleted: boolean,
  column = what === 'block' || what === 'note' ? 'content' : 'title',
): Promise<Shown | undefined> {
  return pick(await shown(desk, what, deleted, column), share);
}

export async function shown(desk: SimulatedDesk, what: Made, deleted: boolean, column = 'id'): Promise<Shown[]> {
  return desk.read<Shown>(
    `select id::text as id, ${column}::text as text from ${TABLES[what]} where (deleted_at is not null) = ${deleted} order by id`,
  );
}
