import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { startPostgres } from '../../../cloud/testing/postgres-server.ts';
import { buildTemplate } from '../../../electron/engine/store/build-template.ts';
import type { Memory, ProducerNews, ProducerTask } from './day-task.ts';
import { SPEED, startFastClock } from './fast-clock.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEMPLATE_DIR = join(ROOT, 'dist/template');
/** Of the demo, which is what a producer begins with. */
const ORGANIZATION = 'org_demo';
const PRODUCERS = ['user_ada', 'user_ben'];
const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
/** Lines of the embedded cloud that tell of what went wrong; attempts that fail on purpose are no error. */
const CLOUD_ERROR = /error|failed:|refused|unhandled|deadlock/i;
/** A producer's memory may grow by this between the second quarter and the end, in megabytes: caches, and a day's rows. */
const GROWTH_MB = 80;

/**
 * A day of two producers, of n8n (the simulated worker) and of the schedule at sixty times the speed. Afterwards: do the databases
 * say the same, row by row; has an engine's memory grown; is there an error in any log. Answers whether all is well, and prints.
 */
export async function playDay(minutes: number): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-day-'));
  await buildTemplate(TEMPLATE_DIR);
  const server = await startPostgres();
  const cloudLog: string[] = [];
  const cloud = await serve(server.url, cloudLog);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const producers: Producer[] = [];
  try {
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
    await Promise.all(producers.map(({ isDone }) => isDone));
    const scheduled = await clock.stop();
    await workIsOver(sql);
    const ends = [];
    // One after the other: what the first sends at its end, the second has to have, and the first looks again.
    for (const producer of producers) ends.push({ producer, end: await producer.goHome() });
    const jobs = await jobsByStatus(sql);
    return judge({ hours: (minutes * SPEED) / MINUTES_AN_HOUR, ends, cloudLog, scheduled, jobs });
  } finally {
    for (const { process } of producers) process.kill();
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

type End = Extract<ProducerNews, { news: 'end' }>;

interface Producer {
  user: string;
  process: ChildProcess;
  memory: Memory[];
  /** After the last quarter. */
  isDone: Promise<void>;
  goHome(): Promise<End>;
}

function startProducer(task: ProducerTask): Producer {
  const process = fork(join(import.meta.dirname, 'producer.ts'), [JSON.stringify(task)], { execArgv: ['--expose-gc'] });
  const done = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<End>();
  const memory: Memory[] = [];
  process.on('message', (news: ProducerNews) => {
    if (news.news === 'end') ended.resolve(news);
    else {
      memory.push(news.memory);
      console.log(`${task.user}: ${news.acts} acts, ${news.memory.rss_mb} MB`);
      if (memory.length === 4) done.resolve();
    }
  });
  process.on('exit', (code) => {
    const failure = new Error(`The producer ${task.user} ended with ${code}.`);
    done.reject(failure);
    ended.reject(failure);
  });
  ended.promise.catch(() => undefined);
  return {
    user: task.user,
    process,
    memory,
    isDone: done.promise,
    goHome() {
      process.send('home');
      return ended.promise;
    },
  };
}

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

interface Day {
  hours: number;
  ends: { producer: Producer; end: End }[];
  cloudLog: string[];
  scheduled: { made: number; delivered: number };
  jobs: string;
}

function judge({ hours, ends, cloudLog, scheduled, jobs }: Day): boolean {
  const wrong: string[] = [];
  for (const { producer, end } of ends) {
    // From the second quarter on: in the first there is still what the first sync needed.
    const [first, last] = [producer.memory[1]?.rss_mb ?? 0, producer.memory.at(-1)?.rss_mb ?? 0];
    const { user } = producer;
    console.log(
      `${user}: ${end.acts} acts, ${end.rows} rows compared, ${end.drift.length} differ; memory ${producer.memory.map(({ rss_mb, heap_mb }) => `${rss_mb} (heap ${heap_mb})`).join(' → ')} MB`,
    );
    if (last - first > GROWTH_MB) wrong.push(`${user}: memory grew from ${first} to ${last} MB`);
    if (end.waiting > 0) wrong.push(`${user}: ${end.waiting} edits did not arrive`);
    wrong.push(...end.drift.map((line) => `${user}: ${line}`));
    wrong.push(...end.refused.map((code) => `${user}: a command was refused: ${code}`));
    wrong.push(...end.log.map((line) => `${user} log: ${line}`));
  }
  console.log(`schedule: ${scheduled.made} episodes made, ${scheduled.delivered} delivered; jobs: ${jobs}`);
  if (hours >= 24 && scheduled.delivered < DELIVERY_HOURS.length)
    wrong.push('the schedule did not deliver what was due');
  wrong.push(...cloudLog.filter((line) => CLOUD_ERROR.test(line)).map((line) => `cloud log: ${line}`));
  for (const line of wrong.slice(0, 50)) console.error(line);
  console.log(wrong.length === 0 ? 'No leak, no drift, no error.' : `${wrong.length} things are wrong.`);
  return wrong.length === 0;
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
