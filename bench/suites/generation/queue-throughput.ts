import postgres, { type Sql } from 'postgres';
import { migrateUrl } from '../../../cloud/database/migrate-url.ts';
import { startPostgres } from '../../../cloud/testing/postgres-server.ts';
import { round, summarize } from '../../measure.ts';
import type { Count, Figure } from '../../report.ts';
import { bareQueue } from './bare-queue.ts';
import { generationQueue } from './generation-queue.ts';

const WORKERS = [1, 4, 16];
const JOBS = 320;

/** What a worker does to a queue. Each call is one statement and one commit, as a REST request is. */
export interface Queue<Job> {
  /** Fills the queue with so many jobs that can be claimed, and empties it of others. */
  fill(jobs: number): Promise<void>;
  /** Null when there is none left. */
  claim(worker: Sql): Promise<Job | null>;
  progress(worker: Sql, job: Job): Promise<unknown>;
  complete(worker: Sql, job: Job): Promise<unknown>;
}

type Call = 'claim' | 'progress' | 'complete';
const CALLS: Call[] = ['claim', 'progress', 'complete'];

/**
 * Calls per second with many workers on a real Postgres that waits for its disk: first all jobs are claimed, then each reports,
 * then each is completed. Beside it the same on a table without rights, history, money or anybody listening.
 */
export async function queueThroughput(): Promise<{ figures: Figure[]; counts: Count[] }> {
  const server = await startPostgres({ durable: true });
  const owner = postgres(server.url, { max: 2, onnotice: () => {} });
  try {
    await migrateUrl(server.url, { platform: true });
    const real = generationQueue(owner);
    const bare = await bareQueue(owner);
    // Code and caches warm up.
    await run(server.url, real, 2, JOBS / 4);
    await run(server.url, bare, 2, JOBS / 4);
    const figures: Figure[] = [];
    const counts: Count[] = [];
    for (const workers of WORKERS) {
      const measured = await run(server.url, real, workers, JOBS);
      const peer = await run(server.url, bare, workers, JOBS);
      const who = workers === 1 ? '1 worker' : `${workers} workers`;
      for (const call of CALLS) {
        figures.push({
          name: `${call}, ${who}`,
          measured: summarize(measured[call].times),
          bare: { name: `${call} on a bare table`, timing: summarize(peer[call].times) },
        });
        counts.push({
          name: `${call} per second, ${who}`,
          measured: measured[call].perSecond,
          peer: { name: 'bare table', count: peer[call].perSecond },
        });
      }
    }
    return { figures, counts };
  } finally {
    await owner.end();
    await server.stop();
  }
}

type Phases = { [call in Call]: { times: number[]; perSecond: number } };

async function run<Job>(url: string, queue: Queue<Job>, workers: number, jobs: number): Promise<Phases> {
  await queue.fill(jobs);
  const connections = Array.from({ length: workers }, () => postgres(url, { max: 1, onnotice: () => {} }));
  try {
    await Promise.all(connections.map((sql) => sql`select 1`));
    const claimed = connections.map((): Job[] => []);
    const claim = await phase(connections, async (sql, index, timed) => {
      for (let job = await timed(queue.claim(sql)); job !== null; job = await timed(queue.claim(sql))) {
        claimed[index]?.push(job);
      }
    });
    const each = (call: (sql: Sql, job: Job) => Promise<unknown>) =>
      phase(connections, async (sql, index, timed) => {
        for (const job of claimed[index] ?? []) await timed(call(sql, job));
      });
    const progress = await each(queue.progress);
    return { claim, progress, complete: await each(queue.complete) };
  } finally {
    await Promise.all(connections.map((sql) => sql.end()));
  }
}

type Timed = <T>(call: Promise<T>) => Promise<T>;

async function phase(
  connections: Sql[],
  work: (sql: Sql, index: number, timed: Timed) => Promise<void>,
): Promise<{ times: number[]; perSecond: number }> {
  const times: number[] = [];
  const timed: Timed = async (call) => {
    const start = performance.now();
    const answer = await call;
    times.push(performance.now() - start);
    return answer;
  };
  const start = performance.now();
  await Promise.all(connections.map((sql, index) => work(sql, index, timed)));
  return { times, perSecond: round((times.length * 1000) / (performance.now() - start)) };
}
