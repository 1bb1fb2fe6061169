/**
 * `npm run hunt -- [--schedules N] [bug ...]`: plants the bugs of electron/engine/simulation/planted-bugs one after another, plays
 * schedules until each is caught, and keeps the smallest that catches it for the tests. Without names, those not caught before.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import postgres from 'postgres';
import { buildTemplate, TEMPLATE } from '../cloud/testing/database-template.ts';
import { startPostgres } from '../cloud/testing/postgres-server.ts';
import { addToCorpus, CAUGHT_CORPUS } from '../electron/engine/simulation/corpus/corpus.ts';
import { PLANTED_BUGS } from '../electron/engine/simulation/planted-bugs/bugs.ts';
import type { HuntResult } from '../electron/engine/simulation/planted-bugs/hunt.ts';

const run = promisify(execFile);
const HUNT = join(import.meta.dirname, '../electron/engine/simulation/planted-bugs/hunt.ts');

const { values, positionals } = parseArgs({
  options: { schedules: { type: 'string', default: '100' } },
  allowPositionals: true,
});
const schedules = Number(values.schedules);
if (!Number.isInteger(schedules) || schedules < 1) {
  console.error('Give --schedules from 1.');
  process.exit(1);
}
const unknown = positionals.filter((name) => !PLANTED_BUGS.some((bug) => bug.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no planted bug ${unknown.join(' or ')}. There are: ${PLANTED_BUGS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
const isWanted = (name: string) =>
  positionals.length > 0 ? positionals.includes(name) : !existsSync(join(CAUGHT_CORPUS, `${name}.json`));

const server = await startPostgres();
await buildTemplate(server.url);
const sql = postgres(server.url, { max: 1, onnotice: () => {} });
let escaped = 0;
for (const [index, { name, harm }] of PLANTED_BUGS.entries()) {
  if (!isWanted(name)) continue;
  await sql.unsafe(`create database hunt_${index} template ${TEMPLATE}`);
  const url = new URL(server.url);
  url.pathname = `/hunt_${index}`;
  const { stdout } = await run(process.execPath, [HUNT, name, url.href, String(schedules), 'shrink']);
  const { caught, played }: HuntResult = JSON.parse(stdout);
  if (caught === null) {
    escaped += 1;
    console.log(`${name}: not caught in ${played} schedules`);
  } else {
    const why = `${harm} (${caught.violation.rule})`;
    const file = await addToCorpus(CAUGHT_CORPUS, { name, why, schedule: caught.schedule });
    console.log(`${name}: ${caught.violation.rule}, after ${played} schedules; the smallest is in ${file}`);
  }
}
await sql.end();
await server.stop();
process.exit(escaped > 0 ? 1 : 0);
