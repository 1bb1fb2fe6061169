/**
 * `node hunt.ts <bug> <database url> <schedules>`: plays schedules with a bug planted until one is caught. Prints one JSON line:
 * {"caught": {"seed", "rule", "detail"} | null, "played": n}. A process of its own, since a bug in a source file is planted as
 * it is loaded.
 */
import type { LocalStore } from '../../store/local-store.ts';
import { plantedBug } from './bugs.ts';
import { changedRoutine, plantInSource } from './plant.ts';

const [name = '', databaseUrl = '', schedules = '0'] = process.argv.slice(2);
const { change } = plantedBug(name);
if (change.where === 'source') plantInSource(change);

const { generateSchedule } = await import('../generate-schedule.ts');
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
let played = 0;
let caught: { seed: string; rule: string; detail: string } | null = null;
while (caught === null && played < Number(schedules)) {
  const seed = `hunt ${played}`;
  const [violation] = await stage.play(generateSchedule(seed, change.where === 'files' ? 'disk' : 'pooled'));
  played += 1;
  if (violation !== undefined) caught = { seed, ...violation };
}
await stage.close();
console.log(JSON.stringify({ caught, played }));
