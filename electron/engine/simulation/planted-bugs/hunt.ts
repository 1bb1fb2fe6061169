/**
 * `node hunt.ts <bug> <database url> <schedules> [shrink]`: plays schedules with a bug planted until one is caught.
 * `node hunt.ts <bug> <database url> <file>`: plays the schedule of that file of the corpus.
 * Prints one JSON line: a HuntResult. A process of its own, since a bug in a source file is planted as it is loaded.
 */
import { readFile } from 'node:fs/promises';
import type { LocalStore } from '../../store/local-store.ts';
import type { Schedule } from '../actions.ts';
import type { Violation } from '../oracles.ts';
import { plantedBug } from './bugs.ts';
import { changedRoutine, plantInSource } from './plant.ts';

export interface HuntResult {
  caught: { violation: Violation; schedule: Schedule } | null;
  played: number;
}

/** Schedules that may be played to find the smallest. */
const SHRINK_PLAYS = 150;

const [name = '', databaseUrl = '', what = '0', shrinks] = process.argv.slice(2);
const { change } = plantedBug(name);
if (change.where === 'source') plantInSource(change);

const { generateSchedule } = await import('../generate-schedule.ts');
const { shrink } = await import('../shrink.ts');
const { Stage } = await import('../stage.ts');

const DEFINITION = 'select pg_get_functiondef(oid) as definition from pg_proc where proname = $1';

async function alterDesk(store: LocalStore): Promise<void> {
  if (change.where !== 'desk') return;
  const { rows } = await store.query<{ definition: string }>(DEFINITION, [change.routine]);
  await store.transaction({ origin: 'user' }, (tx) => tx.query(changedRoutine(rows[0]?.definition ?? '', change)));
}

const stage = await Stage.open(databaseUrl, {
  alterDesk,
  files: change.where === 'files' ? change.files : 'durable',
});
if (change.where === 'cloud') {
  const [found] = await stage.cloud.sql.unsafe<{ definition: string }[]>(DEFINITION, [change.routine]);
  await stage.cloud.sql.unsafe(changedRoutine(found?.definition ?? '', change));
}

async function* schedules(): AsyncGenerator<Schedule> {
  if (what.endsWith('.json')) {
    const { schedule }: { schedule: Schedule } = JSON.parse(await readFile(what, 'utf8'));
    yield schedule;
    return;
  }
  for (let number = 0; number < Number(what); number += 1)
    yield generateSchedule(`hunt ${number}`, change.where === 'files' ? 'disk' : 'pooled');
}

const result: HuntResult = { caught: null, played: 0 };
for await (const schedule of schedules()) {
  const [violation] = await stage.play(schedule);
  result.played += 1;
  if (violation === undefined) continue;
  const isCaught = async (candidate: Schedule) => (await stage.play(candidate))[0]?.rule === violation.rule;
  const smallest = shrinks === undefined ? schedule : await shrink(schedule, isCaught, SHRINK_PLAYS);
  result.caught = { violation, schedule: smallest };
  break;
}
await stage.close();
console.log(JSON.stringify(result));
