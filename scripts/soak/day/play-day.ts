import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { startPostgres } from '../../../cloud/testing/postgres-server.ts';
import { buildTemplate } from '../../../electron/engine/store/build-template.ts';
import { type DayPage, openDayPage } from './day-page.ts';
import type { Memory } from './day-task.ts';
import { SPEED, startFastClock } from './fast-clock.ts';
import { judgeDay } from './judge-day.ts';
import { type Producer, startProducer } from './start-producer.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEMPLATE_DIR = join(ROOT, 'dist/template');
/** Of the demo, which is what a producer begins with. */
const ORGANIZATION = 'org_demo';
const PRODUCERS = ['user_ada', 'user_ben'];
/** At another machine than the one without a window. */
const PAGE_OF = 'user_ada';
const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;

export interface PlayedDay {
  isWell: boolean;
  /** Of each producer's engine, at rest and after each quarter. */
  engines: Memory[][];
  page: DayPage;
}

/**
 * A day of two producers, of somebody in a desk's window, of n8n (the simulated worker) and of the schedule at sixty times the speed.
 * Afterwards: do the databases say the same, row by row; has an engine's or the page's memory grown; is there an error in any log.
 */
export async function playDay(minutes: number): Promise<PlayedDay> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-day-'));
  await buildTemplate(TEMPLATE_DIR);
  const server = await startPostgres();
  const cloudLog: string[] = [];
  const cloud = await serve(server.url, cloudLog);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const producers: Producer[] = [];
  try {
    await using window = await openDayPage({ folder, cloud, user: PAGE_OF, organization: ORGANIZATION });
    const until = Date.now() + minutes * MINUTE_MS;
    console.log(`${((minutes * SPEED) / MINUTES_AN_HOUR).toFixed(1)} hours in ${minutes} minutes`);
    await deliverEveryDay(sql);
    const clock = startFastClock(sql);
    for (const user of PRODUCERS) {
      const task = {
        dataDir: join(folder, user),
        templateDir: TEMPLATE_DIR,
        cloud,
        user,
        organization: ORGANIZATION,
        until,
      };
      producers.push(startProducer(task));
    }
    const [page] = await Promise.all([window.play(until), ...producers.map(({ isDone }) => isDone)]);
    const scheduled = await clock.stop();
    await workIsOver(sql);
    const ends = [];
    // One after the other: what the first sends at its end, the second has to have, and the first looks again.
    for (const producer of producers) ends.push({ producer, end: await producer.goHome() });
    const jobs = await jobsByStatus(sql);
    const hours = (minutes * SPEED) / MINUTES_AN_HOUR;
    const isWell = judgeDay({ hours, ends, page, cloudLog, scheduled, jobs });
    return { isWell, engines: producers.map(({ memory }) => memory), page };
  } finally {
    for (const producer of producers) producer.kill();
    await sql.end({ timeout: 1 });
    cloud.process.kill('SIGTERM');
    await once(cloud.process, 'exit');
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whatever day of the week it is, something is delivered in it: two of the demo's projects come each morning, and each evening. */
async function deliverEveryDay(sql: Sql): Promise<void> {
  for (const [place, hour] of DELIVERY_HOURS.entries()) {
    await sql`
      update projects set timezone = 'UTC', cadence_config = ${sql.json({ mode: 'daily', days: [], delivery_hour: hour })}
      where id = (
        select id from projects where organization_id = ${ORGANIZATION} and status = 'ACTIVE' and deleted_at is null
        order by id offset ${place} limit 1
      )`;
  }
}
const DELIVERY_HOURS = [7, 18];

/** Nothing is being made any more; what waits for a later hour stays. */
async function workIsOver(sql: Sql): Promise<void> {
  for (let busy = 1; busy > 0; await wait(1_000)) {
    const [row] = await sql<{ busy: number }[]>`
      select count(*)::int as busy from episode_schedule_queue where deleted_at is null
        and (status = 'processing' or status = 'pending' and greatest(generation_start_time, next_retry_at) <= now() + interval '2 minutes')`;
    busy = row?.busy ?? 0;
  }
}

async function jobsByStatus(sql: Sql): Promise<string> {
  const rows = await sql<{ status: string; count: number }[]>`
    select status::text, count(*)::int as count from episode_schedule_queue where organization_id = ${ORGANIZATION} group by 1 order by 1`;
  return rows.map(({ status, count }) => `${count} ${status}`).join(', ');
}

async function serve(databaseUrl: string, log: string[]) {
  const args = ['--database-url', databaseUrl, '--worker-speed', String(SPEED)];
  const child = spawn(process.execPath, [join(ROOT, 'cloud/cli/serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: { url: string; publishable_key: string } = JSON.parse(line);
    return { process: child, url: ready.url, publishableKey: ready.publishable_key };
  }
  throw new Error(`The cloud ended before it was ready.\n${log.join('\n')}`);
}
