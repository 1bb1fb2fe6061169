import { Worker } from 'node:worker_threads';
import { StoreError } from './store-error.ts';
import type { Timers } from './timers.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker/messages.ts';

/**
 * Stack of the worker in megabytes. With Node's default a deep recursion in SQL overflows V8's stack inside WASM and poisons the
 * instance silently; with 16 Postgres' own check comes first (54001) and the instance stays sane. 4 is too little (measured).
 */
const STACK_MB = 16;

/** How long opening may take: recovery of 240 MB of WAL was 2 s on a quiet machine; ours is checkpointed far below. */
const OPEN_LIMIT_MS = 60_000;

/**
 * The time of a request is counted in so many parts: a process that was stopped, on a machine that slept, wakes to find one of them
 * over, and not all of them while the answer lies there unread.
 */
const WATCH_PARTS = 2;

export type WorkerDone = Extract<WorkerAnswer, { kind: 'done' }>;

export interface WorkerClientOptions {
  directory: string;
  workerUrl: URL;
  timers: Timers;
  stackMb?: number;
}

/**
 * One Postgres in its thread. Requests go one at a time (the caller waits for each). When the instance hangs, is poisoned or
 * dies, the pending request rejects with `store-replaced`, `dead` becomes true and the thread is gone: open a new one.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #timers: Timers;
  #pending: { resolve: (answer: WorkerAnswer) => void; reject: (error: StoreError) => void } | null = null;
  #dead = false;
  #syncs = 0;

  private constructor(worker: Worker, timers: Timers) {
    this.#worker = worker;
    this.#timers = timers;
    worker.on('message', (answer: WorkerAnswer) => {
      const pending = this.#pending;
      this.#pending = null;
      pending?.resolve(answer);
    });
    worker.on('error', (error) => this.#die(`the thread failed: ${error.message}`));
    worker.on('exit', () => this.#die('the thread ended'));
  }

  /** Starts the thread and opens the database. Rejects with `store-damaged` when Postgres does not start. */
  static async open(options: WorkerClientOptions): Promise<WorkerClient> {
    const start: WorkerStart = { directory: options.directory };
    const worker = new Worker(options.workerUrl, {
      workerData: start,
      resourceLimits: { stackSizeMb: options.stackMb ?? STACK_MB },
    });
    const client = new WorkerClient(worker, options.timers);
    const answer = await client.#answer(OPEN_LIMIT_MS);
    if (answer.kind === 'opened') return client;
    await client.terminate();
    const reason = answer.kind === 'not-opened' ? [answer.message, ...answer.log].join('\n') : 'unexpected answer';
    throw new StoreError('store-damaged', 'The local database does not open.', { cause: new Error(reason) });
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Calls of fsync that reached the host so far. */
  get syncs(): number {
    return this.#syncs;
  }

  /** Runs one request; `limitMs` without an answer means that the instance hangs (nothing in it can be cancelled). */
  async request(request: WorkerRequest, limitMs: number): Promise<WorkerDone> {
    if (this.#dead) throw replaced('it had ended before');
    const answered = this.#answer(limitMs);
    this.#worker.postMessage(request, handedOver(request));
    const answer = await answered;
    switch (answer.kind) {
      case 'done':
        this.#syncs += answer.syncs;
        return answer;
      case 'refused': {
        const { refusal } = answer;
        // 53100 disk_full as an ERROR: the transaction is undone, nothing is damaged.
        const code = refusal.sqlstate === '53100' ? 'disk-full' : 'statement-refused';
        throw new StoreError(code, refusal.message, { refusal });
      }
      case 'poisoned':
        await this.terminate();
        throw replaced(answer.reason);
      default:
        await this.terminate();
        throw replaced('unexpected answer');
    }
  }

  async terminate(): Promise<void> {
    this.#dead = true;
    await this.#worker.terminate();
  }

  async #answer(limitMs: number): Promise<WorkerAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
    this.#pending = { resolve, reject };
    const stopWatching = this.#watch(limitMs / WATCH_PARTS, WATCH_PARTS, () => {
      this.#die(`no answer within ${limitMs} ms`);
      void this.#worker.terminate();
    });
    try {
      return await promise;
    } finally {
      stopWatching();
    }
  }

  #watch(partMs: number, parts: number, giveUp: () => void): () => void {
    let cancel = this.#timers.after(partMs, () => {
      if (parts > 1) cancel = this.#watch(partMs, parts - 1, giveUp);
      else giveUp();
    });
    return () => cancel();
  }

  #die(reason: string): void {
    this.#dead = true;
    const pending = this.#pending;
    this.#pending = null;
    pending?.reject(replaced(reason));
  }
}

/**
 * Bytes among the parameters that are a buffer of their own go to the thread as they are: to copy a page of a pull takes as long as
 * to read it. What is a part of a larger buffer is copied.
 */
function handedOver(request: WorkerRequest): ArrayBuffer[] {
  if (request.kind !== 'statement') return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of request.params) {
    const isOwn = value instanceof Uint8Array && value.byteLength === value.buffer.byteLength;
    if (isOwn && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}

function replaced(reason: string): StoreError {
  return new StoreError('store-replaced', 'The local database was restarted; the change was not acknowledged.', {
    cause: new Error(reason),
  });
}
