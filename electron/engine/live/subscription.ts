/** What one subscriber hears. `onRows` gets JSON text: an array of rows. */
export interface LiveQueryListener {
  onRows(rows: string): void;
  onError(error: unknown): void;
}

/** One live query of one subscriber: at most one run at a time, and one more when something changed during it. */
export class Subscription {
  readonly tables: readonly string[];
  readonly #read: () => Promise<string>;
  readonly #listener: LiveQueryListener;
  #state: 'idle' | 'running' | 'running-and-stale' | 'closed' = 'idle';
  #paused = false;
  #staleWhilePaused = false;
  #last: string | null = null;

  constructor(tables: readonly string[], read: () => Promise<string>, listener: LiveQueryListener) {
    this.tables = tables;
    this.#read = read;
    this.#listener = listener;
  }

  /** Something it reads may have changed. */
  run(): void {
    if (this.#state === 'closed') return;
    if (this.#paused) this.#staleWhilePaused = true;
    else if (this.#state === 'idle') void this.#runUntilFresh();
    else this.#state = 'running-and-stale';
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused || !this.#staleWhilePaused) return;
    this.#staleWhilePaused = false;
    this.run();
  }

  close(): void {
    this.#state = 'closed';
  }

  async #runUntilFresh(): Promise<void> {
    do {
      this.#state = 'running';
      try {
        const rows = await this.#read();
        if (this.#isClosed()) return;
        if (rows !== this.#last) {
          this.#last = rows;
          this.#listener.onRows(rows);
        }
      } catch (error) {
        if (this.#isClosed()) return;
        this.#listener.onError(error);
      }
    } while (this.#isStale());
    if (!this.#isClosed()) this.#state = 'idle';
  }

  // Read through methods: the state changes during an await, which the type checker cannot see.
  #isClosed(): boolean {
    return this.#state === 'closed';
  }
  #isStale(): boolean {
    return this.#state === 'running-and-stale';
  }
}
