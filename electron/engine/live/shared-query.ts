import type { Platform } from '../platform.ts';

/** What one subscriber hears. `onRows` gets JSON text: an array of rows. */
export interface LiveQueryListener {
  onRows(rows: string): void;
  onError(error: unknown): void;
}

/** A read that took no longer is no burden, however often it comes; in milliseconds. */
const LIGHT_READ_MS = 10;
/** The longest that a change is not shown for the sake of others; in milliseconds. */
const LONGEST_REST_MS = 250;

/**
 * One named query with its parameters, read once for all who listen to it: at most one run at a time, and one more when something
 * changed during it. After a long read it rests as long as the read took, so that a list of a large organisation takes at most half
 * of the store's time while a pull changes it many times a second; the first change after a quiet time is shown at once.
 */
export class SharedQuery {
  readonly tables: readonly string[];
  readonly #read: () => Promise<string>;
  readonly #timing: Pick<Platform, 'after' | 'elapsedMs'>;
  /** With what each has heard last; null when that was nothing, or that it failed. */
  readonly #heard = new Map<LiveQueryListener, string | null>();
  /** Who came after a change that the read under way may not have seen: the next one is theirs. */
  readonly #late = new Set<LiveQueryListener>();
  #state: 'idle' | 'running' | 'running-and-stale' | 'resting' | 'resting-and-stale' = 'idle';
  #cancelRest = () => {};
  #last: string | null = null;

  constructor(tables: readonly string[], read: () => Promise<string>, timing: Pick<Platform, 'after' | 'elapsedMs'>) {
    this.tables = tables;
    this.#read = read;
    this.#timing = timing;
  }

  get listeners(): number {
    return this.#heard.size;
  }

  /** What is known goes to the new one soon, if it is `fresh`: nothing it reads has changed since. */
  add(listener: LiveQueryListener, { fresh }: { fresh: boolean }): void {
    this.#heard.set(listener, null);
    const isRunning = this.#state === 'running' || this.#state === 'running-and-stale';
    // A read that is under way answers the new one too.
    if (fresh && isRunning) return;
    if (fresh && this.#last !== null && this.#state !== 'resting-and-stale') {
      queueMicrotask(() => this.#tell());
      return;
    }
    if (isRunning) this.#late.add(listener);
    // Who has nothing on the screen yet does not wait for the end of a rest.
    this.#endRest();
    this.run();
  }

  remove(listener: LiveQueryListener): void {
    this.#heard.delete(listener);
    this.#late.delete(listener);
    if (this.#heard.size === 0) this.clear();
  }

  clear(): void {
    this.#heard.clear();
    this.#cancelRest();
  }

  /** Something it reads may have changed. */
  run(): void {
    if (this.#state === 'idle') void this.#readOnce();
    else if (this.#state === 'running') this.#state = 'running-and-stale';
    else if (this.#state === 'resting') this.#state = 'resting-and-stale';
  }

  async #readOnce(): Promise<void> {
    this.#state = 'running';
    this.#late.clear();
    const begun = this.#timing.elapsedMs();
    try {
      this.#last = await this.#read();
      this.#tell();
    } catch (error) {
      this.#last = null;
      for (const listener of [...this.#heard.keys()]) {
        // What comes after a failure is told even when it is what was there before.
        this.#heard.set(listener, null);
        listener.onError(error);
      }
    }
    if (this.#heard.size === 0) return;
    const took = this.#timing.elapsedMs() - begun;
    const wasStale = this.#isStale();
    this.#state = wasStale ? 'resting-and-stale' : 'resting';
    if (took <= LIGHT_READ_MS) this.#wake();
    else this.#cancelRest = this.#timing.after(Math.min(took, LONGEST_REST_MS), () => this.#wake());
  }

  #endRest(): void {
    this.#cancelRest();
    if (this.#state === 'resting' || this.#state === 'resting-and-stale') this.#state = 'idle';
  }

  #wake(): void {
    const stale = this.#state === 'resting-and-stale';
    this.#state = 'idle';
    if (stale) this.run();
  }

  #tell(): void {
    const rows = this.#last;
    if (rows === null) return;
    for (const [listener, heard] of [...this.#heard]) {
      if (heard === rows || this.#late.has(listener) || !this.#heard.has(listener)) continue;
      this.#heard.set(listener, rows);
      listener.onRows(rows);
    }
  }

  // Read through a method: the state changes during an await, which the type checker cannot see.
  #isStale(): boolean {
    return this.#state === 'running-and-stale';
  }
}
