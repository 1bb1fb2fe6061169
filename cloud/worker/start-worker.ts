import { setTimeout as delay } from 'node:timers/promises';
import type { ClaimedQuestion } from '../../shared/domain/chat.ts';
import type { ClaimedJob } from '../../shared/domain/generation.ts';
import { answerQuestion } from './answer-question.ts';
import { runJob } from './run-job.ts';
import { seededRandom } from './seeded-random.ts';
import { CallRefused, createWorkerCalls } from './worker-calls.ts';
import { DEFAULT_FAILURE_RATE, DEFAULT_SPEED, type WorkerOptions } from './worker-options.ts';

export interface Worker {
  /** Stops at once; what it had begun is taken up again when its lease ends, as after a crash of n8n. */
  close(): Promise<void>;
}

const POLL_MS = 1000;
/** After a failed call; doubled each time. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const JOBS_AT_ONCE = 3;
const QUESTIONS_AT_ONCE = 3;

/** A stand-in for the n8n workflow: claims queued jobs and takes them through research, writing and review. */
export function startWorker(options: WorkerOptions): Worker {
  const { name = 'simulated-worker', speed = DEFAULT_SPEED, failureRate = DEFAULT_FAILURE_RATE } = options;
  const { seed = crypto.randomUUID(), log = () => {} } = options;
  const pause = options.pause ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const stop = new AbortController();
  const { signal } = stop;
  const calls = createWorkerCalls({ ...options, name, signal });
  const running = new Set<Promise<void>>();

  const run = async (job: ClaimedJob): Promise<void> => {
    const random = seededRandom(`${seed} ${job.job_id} ${job.attempt}`);
    try {
      const outcome = await runJob(job, { calls, random, speed, failureRate, pause, signal });
      log(`worker: job ${job.job_id} attempt ${job.attempt} ${outcome}`);
    } catch (error) {
      if (!signal.aborted) log(`worker: job ${job.job_id} given up: ${describe(error)}`);
    }
  };

  const answering = new Set<Promise<void>>();
  const answer = async (question: ClaimedQuestion): Promise<void> => {
    const random = seededRandom(`${seed} ${question.message_id} ${question.attempt}`);
    try {
      const outcome = await answerQuestion(question, { calls, random, speed, failureRate, pause, signal });
      log(`worker: question ${question.message_id} attempt ${question.attempt} ${outcome}`);
    } catch (error) {
      if (!signal.aborted) log(`worker: question ${question.message_id} given up: ${describe(error)}`);
    }
  };

  const poll = async (): Promise<void> => {
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        const jobs = running.size < JOBS_AT_ONCE ? await calls.claim(JOBS_AT_ONCE - running.size) : [];
        for (const job of jobs) {
          const done = run(job).finally(() => running.delete(done));
          running.add(done);
        }
        const room = QUESTIONS_AT_ONCE - answering.size;
        for (const question of room > 0 ? await calls.claimChat(room) : []) {
          const done = answer(question).finally(() => answering.delete(done));
          answering.add(done);
        }
        retryMs = FIRST_RETRY_MS;
        await pause(POLL_MS, signal);
      } catch (error) {
        if (signal.aborted) return;
        log(`worker: claiming failed: ${describe(error)}`);
        await pause(retryMs, signal).catch(() => undefined);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  };

  const polling = poll();
  return {
    async close() {
      stop.abort();
      await Promise.all([polling, ...running, ...answering]);
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof CallRefused) return `${error.code || error.status} ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
