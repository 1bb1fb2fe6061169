/** What pg_cron does every minute on Supabase, and what PGlite, which has no background processes, does not do by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice, Sql } from 'postgres';
import type { DueWorkAnswer } from '../../shared/domain/generation.ts';

export interface MinuteJob {
  statement: string;
  /** 1: every minute. */
  everyMinutes: number;
}

const MINUTE_MS = 60_000;
const FORGET_MESSAGES = readFileSync(join(import.meta.dirname, '../realtime/queries/forget.sql'), 'utf8');

export const MINUTE_JOBS: readonly MinuteJob[] = [
  { statement: 'select run_due_work() as due_work', everyMinutes: 1 },
  { statement: FORGET_MESSAGES, everyMinutes: 60 },
];

export const PGLITE_JOBS: readonly MinuteJob[] = [
  // Its log would grow for ever.
  { statement: 'checkpoint', everyMinutes: 1 },
  // No autovacuum: dead rows would stay, and the planner would know nothing.
  { statement: 'vacuum (analyze)', everyMinutes: 60 },
];

/**
 * Runs the jobs now and in their time, one after another; one that fails does not keep the others from running. What the due work
 * could not do is no failure of its own: its answer says so.
 */
export function startMinuteJobs(
  sql: Sql,
  jobs: readonly MinuteJob[],
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let minute = 0;
  let running: Promise<void> = Promise.resolve();
  const tick = (): void => {
    const due = jobs.filter(({ everyMinutes }) => minute % everyMinutes === 0);
    minute += 1;
    running = running.then(async () => {
      for (const { statement } of due) {
        try {
          const [row] = await sql.unsafe<{ due_work?: DueWorkAnswer }[]>(statement);
          for (const line of describeUndone(row?.due_work)) log(line);
        } catch (error) {
          log(`minute job failed: ${statement}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    });
  };
  tick();
  const timer = setInterval(tick, MINUTE_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** For the connection of the jobs: the due work names in warnings what it could not do. */
export function warningsTo(log: (line: string) => void): (notice: Notice) => void {
  return ({ severity, message }) => {
    if (severity === 'WARNING') log(`database: ${message}`);
  };
}

/** A line for each part of the due work that was not done, or not all of it. */
function describeUndone(answer: DueWorkAnswer | undefined): string[] {
  return Object.entries(answer ?? {}).flatMap(([part, done]) => {
    if ('error' in done) return [`due work: "${part}" failed: ${done.error}`];
    return done.undone === undefined ? [] : [`due work: ${done.undone} of "${part}" could not be done`];
  });
}
