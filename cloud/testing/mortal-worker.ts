import postgres, { type Sql } from 'postgres';
import type {
  ClaimedJob,
  CompletionAnswer,
  FailureAnswer,
  GenerationResult,
  PartialResult,
  ProgressAnswer,
  UsageEntry,
} from '../../shared/domain/generation.ts';
import { worker } from './as-caller.ts';
import { present } from './sync-caller.ts';

/** How a call meets its worker's death: not sent, cut off on the server after so many milliseconds, or answered to nobody. */
export type Death = { when: 'before' } | { when: 'during'; afterMs: number } | { when: 'after' };

export class WorkerDied extends Error {
  override name = 'WorkerDied';
}

/**
 * A worker with a connection of its own, each call one statement, like a REST request. `fate` is asked before each call; a
 * death ends the connection, throws WorkerDied, and leaves open what became of the call, as in life.
 */
export class MortalWorker {
  readonly name: string;
  readonly #sql: Sql;
  readonly #overseer: Sql;
  readonly #fate: () => Death | null;

  constructor(options: { url: string; name: string; overseer: Sql; fate: () => Death | null }) {
    this.name = options.name;
    this.#overseer = options.overseer;
    this.#fate = options.fate;
    this.#sql = postgres(options.url, {
      max: 1,
      onnotice: () => {},
      connection: {
        application_name: options.name,
        role: worker.role,
        'request.jwt.claims': JSON.stringify(worker.claims),
      },
    });
  }

  claim(limit: number): Promise<ClaimedJob[]> {
    return this.#call((sql) => sql`select claim_generation_jobs(${this.name}, ${limit}) as answer`);
  }

  report(job: ClaimedJob, seq: number, percent: number, partial: PartialResult): Promise<ProgressAnswer> {
    return this.#call(
      (
        sql,
      ) => sql`select report_generation_progress(${job.job_id}, ${job.lease_token}, 'writing', ${percent}, 'Writing', 60,
        ${JSON.stringify(partial)}::text::jsonb, ${seq}) as answer`,
    );
  }

  complete(job: ClaimedJob, result: GenerationResult): Promise<CompletionAnswer> {
    return this.#call(
      (sql) =>
        sql`select complete_generation(${job.job_id}, ${job.lease_token}, ${JSON.stringify(result)}::text::jsonb) as answer`,
    );
  }

  fail(job: ClaimedJob, message: string, usage: UsageEntry[]): Promise<FailureAnswer> {
    return this.#call(
      (
        sql,
      ) => sql`select fail_generation(${job.job_id}, ${job.lease_token}, ${JSON.stringify({ message })}::text::jsonb,
        ${JSON.stringify(usage)}::text::jsonb) as answer`,
    );
  }

  end(): Promise<void> {
    return this.#sql.end({ timeout: 1 });
  }

  async #call<T>(statement: (sql: Sql) => Promise<{ answer?: T }[]>): Promise<T> {
    const death = this.#fate();
    if (death === null) return present((await statement(this.#sql))[0]?.answer);
    if (death.when === 'after') await statement(this.#sql);
    if (death.when === 'during') await this.#cutOff(statement(this.#sql), death.afterMs);
    await this.end();
    throw new WorkerDied(this.name);
  }

  /** Ends the server's process in the middle of the statement, and waits until it is gone: from then on nothing can be committed. */
  async #cutOff(running: Promise<unknown>, afterMs: number): Promise<void> {
    const settled = Promise.allSettled([running]);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const waitMs = 10_000;
    await this.#overseer`select pg_terminate_backend(a.pid, ${waitMs}) from pg_stat_activity a
      where a.application_name = ${this.name}`;
    await settled;
  }
}
