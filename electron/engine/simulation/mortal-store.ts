import type {
  SqlValue,
  StatementResult,
  Store,
  TableChange,
  Transaction,
  TransactionOptions,
} from '../store/contract.ts';
import type { Activity } from './activity.ts';
import type { Machine } from './machine.ts';

class ProcessKilled extends Error {}

/** Never settles: what a killed process waits for. */
const NEVER = new Promise<never>(() => undefined);

/**
 * A real store as one process has it. When the process is killed, the transaction it is in is rolled back, and nothing it
 * awaits ever comes; the store itself lives on for the next process. What a kill does to the files is proven elsewhere
 * (store/kill.test.ts, store/power-cut); here it may come between any two statements.
 */
export class MortalStore implements Store {
  readonly #inner: Store;
  readonly #breakInstance: () => Promise<void>;
  readonly #activity: Activity;
  readonly #onDeath: () => void;
  readonly #stops: (() => void)[] = [];
  #dead = false;
  #death: { steps: number; done: boolean } | null = null;
  /** Statements that the instance still does before it breaks. */
  #breaksAfter: number | null = null;

  constructor({ store, breakInstance }: Machine, activity: Activity, onDeath: () => void) {
    this.#inner = store;
    this.#breakInstance = breakInstance;
    this.#activity = activity;
    this.#onDeath = onDeath;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Dies after so many more statements and commits; `done` tells whether the last one is done. */
  dieAfter(steps: number, done: boolean): void {
    this.#death = { steps, done };
    if (steps === 0) this.#die();
  }

  /** The instance behind it breaks in the statement after so many more, or in a commit in its place; null: not any more. */
  breakAfter(steps: number | null): void {
    this.#breaksAfter = steps;
  }

  query<Row>(sql: string, params?: SqlValue[]): Promise<StatementResult<Row>> {
    return this.#outlive(() => this.#step(() => this.#inner.query<Row>(sql, params)));
  }

  transaction<T>(options: TransactionOptions, run: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#outlive(async () => {
      if (this.#dead) throw new ProcessKilled();
      const result = await this.#inner.transaction(options, async (tx) => {
        const mortal: Transaction = { query: (sql, params) => this.#step(() => tx.query(sql, params)) };
        const value = await run(mortal);
        if (this.#isLast() && this.#death?.done === false) this.#die();
        if (this.#dead) throw new ProcessKilled();
        await this.#breakWhenDue();
        return value;
      });
      if (this.#isLast()) this.#die();
      this.#count();
      return result;
    });
  }

  onChange(listener: (changes: TableChange[]) => void): () => void {
    const stop = this.#inner.onChange((changes) => {
      if (!this.#dead) listener(changes);
    });
    this.#stops.push(stop);
    return stop;
  }

  onReplaced(listener: () => void): () => void {
    const stop = this.#inner.onReplaced(() => {
      if (!this.#dead) listener();
    });
    this.#stops.push(stop);
    return stop;
  }

  /** Never, so that a schedule does the same each time. */
  isAwaited(): boolean {
    return false;
  }

  /** Leaves the store open for the next process. */
  async close(): Promise<void> {
    this.#die();
  }

  async #step<T>(work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new ProcessKilled();
    if (this.#isLast() && this.#death?.done === false) this.#die();
    if (this.#dead) throw new ProcessKilled();
    await this.#breakWhenDue();
    const result = await work();
    if (this.#isLast()) this.#die();
    this.#count();
    if (this.#dead) throw new ProcessKilled();
    return result;
  }

  async #breakWhenDue(): Promise<void> {
    if (this.#breaksAfter === null) return;
    this.#breaksAfter -= 1;
    if (this.#breaksAfter >= 0) return;
    this.#breaksAfter = null;
    await this.#breakInstance();
  }

  #isLast(): boolean {
    return this.#death !== null && this.#death.steps <= 1;
  }

  #count(): void {
    if (this.#death !== null) this.#death.steps -= 1;
  }

  #die(): void {
    if (this.#dead) return;
    this.#dead = true;
    for (const stop of this.#stops) stop();
    this.#onDeath();
  }

  async #outlive<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await this.#activity.track(work);
      return this.#dead ? await NEVER : result;
    } catch (error) {
      if (this.#dead) return NEVER;
      throw error;
    }
  }
}
