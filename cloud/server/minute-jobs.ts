/** What pg_cron does every minute on Supabase, and what PGlite does not do by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';

const MINUTE_MS = 60_000;

const FORGET_MESSAGES = readFileSync(join(import.meta.dirname, '../realtime/queries/forget.sql'), 'utf8');

export const MINUTE_JOBS = ['select run_due_work()', FORGET_MESSAGES];
/** PGlite has no background processes: without this its log grows for ever. 20 to 120 ms, and nothing when nothing was written. */
export const PGLITE_JOBS = ['checkpoint'];

/** Runs the jobs now and every minute, each by itself: one that fails does not keep the others from running. */
export function startMinuteJobs(
  sql: Sql,
  jobs: readonly string[],
  log: (line: string) => void,
): { first: Promise<void>; stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const runAll = async (): Promise<void> => {
    for (const job of jobs) {
      await sql.unsafe(job).catch((error: Error) => log(`minute job failed: ${job}: ${error.message}`));
    }
  };
  const tick = (): void => {
    running = running.then(runAll);
  };
  tick();
  const first = running;
  const timer = setInterval(tick, MINUTE_MS).unref();
  return {
    first,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
