import type { SqlValue, StatementResult, Store, TableChange, Transaction, TransactionOptions } from './contract.ts';
import { FLUSH_LOG } from './flush-log.ts';
import { type JobClass, JobQueue } from './job-queue.ts';
import { StoreError } from './store-error.ts';
import { isDurable, runTransaction } from './transaction-run.ts';
import type { WorkerClient } from './worker-client.ts';

/**
 * Longest that a statement may run, in milliseconds. Ours take milliseconds, on a drowned machine a second; nothing in PGlite can
 * be cancelled, so a statement past this is taken for a hang (a full disk can leave Postgres spinning for ever).
 */
export const STATEMENT_LIMIT_MS = 30_000;

/** The same for CHECKPOINT, VACUUM and ANALYZE, which may touch the whole database. */
const MAINTENANCE_LIMIT_MS = 300_000;

/** Edits that may share one flush: bounds how long the first of a burst waits for its acknowledgement. */
const SHARED_FLUSH_LIMIT = 32;

/** Who typed so long ago types on, in milliseconds: a pause between two words. */
const TYPING_MS = 1_500;

export interface LocalStoreOptions {
  /** Opens an instance on the store's directory and checks it; called again when one has to be replaced. */
  openInstance: () => Promise<WorkerClient>;
  /** Called once, after the instance is closed. */
  release: () => Promise<void>;
  statementLimitMs?: number;
  /** Platform.elapsedMs. */
  elapsedMs?: () => number;
}

/** A committed transaction of a person that has not been acknowledged: its flush may still be to come. */
interface Committed {
  durable: boolean;
  acknowledge(): void;
  reject(error: unknown): void;
}

type Job =
  /** Settles its caller itself and never rejects. */
  | { kind: 'single'; perform(client: WorkerClient): Promise<void>; fail(error: unknown): void }
  /** Null when the transaction did not commit; its caller has been told then. */
  | {
      kind: 'user';
      commit(client: WorkerClient, durable: () => boolean): Promise<Committed | null>;
      fail(error: unknown): void;
    };

/** The store over one PGlite thread at a time. Jobs run one by one, by precedence; a broken instance is replaced before the next job. */
export class LocalStore implements Store {
  readonly #options: LocalStoreOptions;
  readonly #statementLimitMs: number;
  readonly #queue = new JobQueue<Job>();
  readonly #listeners = new Set<(changes: TableChange[]) => void>();
  readonly #replacedListeners = new Set<() => void>();
  #client: WorkerClient;
  #working: Promise<void> | null = null;
  #closing: Promise<void> | null = null;
  #replacements = 0;
  readonly #elapsedMs: () => number;
  #editedAt = Number.NEGATIVE_INFINITY;

  constructor(client: WorkerClient, options: LocalStoreOptions) {
    this.#client = client;
    this.#options = options;
    this.#elapsedMs = options.elapsedMs ?? (() => performance.now());
    this.#statementLimitMs = options.statementLimitMs ?? STATEMENT_LIMIT_MS;
  }

  /** Instances that had to be replaced since the start; for the diagnostics. */
  get replacements(): number {
    return this.#replacements;
  }

  query<Row = Record<string, unknown>>(sql: string, params: SqlValue[] = []): Promise<StatementResult<Row>> {
    return this.#enqueue('read', async (client) => {
      const request = { kind: 'statement', sql, params, begin: null } as const;
      const { rows, affected, changes } = await client.request(request, this.#statementLimitMs);
      this.#announce(changes);
      return { rows: rows as Row[], affected };
    });
  }

  transaction<T>(options: TransactionOptions, run: (tx: Transaction) => Promise<T>): Promise<T> {
    if (isDurable(options.origin)) return this.#enqueueUser(options, run);
    return this.#enqueue('sync', async (client) => {
      const { result, changes } = await runTransaction(client, options, this.#statementLimitMs, () => false, run);
      this.#announce(changes);
      return result;
    });
  }

  /**
   * One statement of upkeep (CHECKPOINT, VACUUM, ANALYZE) when nothing else waits. A CHECKPOINT that fails means that the
   * instance cannot write its files: it is replaced.
   */
  maintain(sql: string): Promise<void> {
    return this.#enqueue('maintenance', async (client) => {
      try {
        await client.request({ kind: 'script', sql }, MAINTENANCE_LIMIT_MS);
      } catch (error) {
        if (sql === 'checkpoint') await client.terminate();
        throw error;
      }
    });
  }

  /**
   * Checkpoints, counts, and runs `work` while no statement does and every file is complete, when nothing else waits; what comes
   * meanwhile waits for it.
   */
  whileStill<Row>(countSql: string, work: () => Promise<unknown>): Promise<Row> {
    return this.#enqueue('maintenance', async (client) => {
      await client.request({ kind: 'script', sql: 'checkpoint' }, MAINTENANCE_LIMIT_MS);
      const { rows } = await client.request(
        { kind: 'statement', sql: countSql, params: [], begin: null },
        this.#statementLimitMs,
      );
      await work();
      return rows[0] as Row;
    });
  }

  onChange(listener: (changes: TableChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onReplaced(listener: () => void): () => void {
    this.#replacedListeners.add(listener);
    return () => this.#replacedListeners.delete(listener);
  }

  isAwaited(): boolean {
    const isTyping = this.#elapsedMs() - this.#editedAt < TYPING_MS;
    return isTyping || this.#queue.has('user') || this.#queue.has('read');
  }

  /** Finishes what was asked before, then closes. */
  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    while (this.#working) await this.#working;
    if (!this.#client.dead) {
      // A close that fails is a crash, from which the next opening recovers.
      await this.#client.request({ kind: 'close' }, this.#statementLimitMs).catch(() => undefined);
      await this.#client.terminate();
    }
    await this.#options.release();
  }

  #enqueue<T>(jobClass: JobClass, perform: (client: WorkerClient) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#add(jobClass, {
      kind: 'single',
      perform: (client) => perform(client).then(resolve, reject),
      fail: reject,
    });
    return promise;
  }

  #enqueueUser<T>(options: TransactionOptions, run: (tx: Transaction) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const commit = async (client: WorkerClient, durable: () => boolean): Promise<Committed | null> => {
      try {
        const done = await runTransaction(client, options, this.#statementLimitMs, durable, run);
        const acknowledge = () => {
          resolve(done.result);
          this.#announce(done.changes);
        };
        return { durable: done.durable, acknowledge, reject };
      } catch (error) {
        reject(error);
        return null;
      }
    };
    if (options.origin === 'user') this.#editedAt = this.#elapsedMs();
    this.#add('user', { kind: 'user', commit, fail: reject });
    return promise;
  }

  #add(jobClass: JobClass, job: Job): void {
    if (this.#closing) {
      job.fail(new StoreError('store-closed', 'The local database is closed.'));
      return;
    }
    this.#queue.add(jobClass, job);
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    for (let next = this.#queue.take(); next !== null; next = this.#queue.take()) {
      const client = await this.#liveClient().catch((error: unknown) => {
        next?.job.fail(error);
        return null;
      });
      if (client === null) continue;
      if (next.job.kind === 'user') await this.#commitTogether(client, next.job);
      else await next.job.perform(client);
    }
    // Without an await after the last look at the queue: a job added later starts a new round.
    this.#working = null;
  }

  async #liveClient(): Promise<WorkerClient> {
    if (this.#client.dead) {
      this.#client = await this.#options.openInstance();
      this.#replacements += 1;
      for (const listener of this.#replacedListeners) listener();
    }
    return this.#client;
  }

  /** Commits the transactions of people that wait, one after the other, and flushes once for all of them. */
  async #commitTogether(client: WorkerClient, first: Extract<Job, { kind: 'user' }>): Promise<void> {
    const unflushed: Committed[] = [];
    const alone = () => unflushed.length === 0 && !this.#queue.has('user');
    let job: Job | undefined = first;
    for (let taken = 1; job?.kind === 'user'; taken += 1) {
      const committed: Committed | null = await job.commit(client, alone);
      if (committed?.durable) committed.acknowledge();
      else if (committed) unflushed.push(committed);
      job = client.dead || taken >= SHARED_FLUSH_LIMIT ? undefined : this.#queue.takeOf('user')?.job;
    }
    if (unflushed.length === 0) return;
    try {
      await client.request({ kind: 'script', sql: FLUSH_LOG }, this.#statementLimitMs);
    } catch (error) {
      for (const committed of unflushed) committed.reject(error);
      return;
    }
    for (const committed of unflushed) committed.acknowledge();
  }

  #announce(changes: TableChange[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) listener(changes);
  }
}
