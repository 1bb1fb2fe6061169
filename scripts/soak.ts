/**
 * `npm run soak -- --minutes N [--processes N] [--seed TEXT]`: plays new simulated schedules (electron/engine/simulation) until
 * the time is up. A schedule that breaks a promise is cut down, printed and kept in the corpus; the exit code is 1 then.
 * `npm run soak -- --day [--minutes 24]`: instead, a day of two producers, a window, n8n and the schedule at sixty times the speed (soak/day).
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { buildTemplate, TEMPLATE } from '../cloud/testing/database-template.ts';
import { startPostgres } from '../cloud/testing/postgres-server.ts';
import { playDay } from './soak/day/play-day.ts';
import { type SoakCounts, startPlayer } from './soak/start-player.ts';

const MINUTE_MS = 60_000;
/** Twenty-four hours at sixty times the speed. */
const WHOLE_DAY_MINUTES = 24;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    day: { type: 'boolean', default: false },
    processes: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string', default: new Date().toISOString() },
  },
});
const usual = values.day ? WHOLE_DAY_MINUTES : 10;
const [minutes, processes] = [Number(values.minutes ?? usual), Number(values.processes)];
if (!(minutes > 0) || !Number.isInteger(processes) || processes < 1) {
  console.error('Give --minutes above 0 and --processes from 1.');
  process.exit(1);
}
if (values.day) process.exit((await playDay(minutes)).isWell ? 0 : 1);

const server = await startPostgres();
await buildTemplate(server.url);
const sql = postgres(server.url, { max: 1, onnotice: () => {} });
const total: SoakCounts = { played: 0, onDisks: 0, broken: 0 };
const begun = Date.now();
const report = () => {
  const took = ((Date.now() - begun) / MINUTE_MS).toFixed(1);
  console.log(
    `${total.played} schedules in ${took} minutes, ${total.onDisks} of them with power cuts, ${total.broken} broke a promise`,
  );
};
const reporting = setInterval(report, MINUTE_MS);
const players = [];
for (let number = 0; number < processes; number += 1) {
  await sql.unsafe(`create database soak_${number} template ${TEMPLATE}`);
  const url = new URL(server.url);
  url.pathname = `/soak_${number}`;
  players.push(
    startPlayer(
      { databaseUrl: url.href, seed: `${values.seed}/${number}`, until: begun + minutes * MINUTE_MS },
      (news) => {
        total.played += news.played;
        total.onDisks += news.onDisks;
        total.broken += news.broken;
      },
    ),
  );
}
const endings = await Promise.allSettled(players);
clearInterval(reporting);
await sql.end();
await server.stop();
report();
for (const ending of endings) if (ending.status === 'rejected') console.error(String(ending.reason));
process.exit(total.broken > 0 || endings.some(({ status }) => status === 'rejected') ? 1 : 0);
