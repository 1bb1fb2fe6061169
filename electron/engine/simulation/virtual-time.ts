interface Timer {
  /** Milliseconds of virtual time since the start. */
  at: number;
  order: number;
  task: () => void;
}

/** Where the simulated days begin. */
const START = Date.UTC(2026, 0, 5, 9);

/** Time that passes only when told to. Timers run on it as on a machine's monotonic clock: a jump of a desk's clock does not move them. */
export class VirtualTime {
  #now = 0;
  #order = 0;
  #timers: Timer[] = [];

  /** As a clock without error would show it. */
  get date(): Date {
    return new Date(START + this.#now);
  }

  get elapsedMs(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const timer: Timer = { at: this.#now + ms, order: this.#order++, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Runs what is due within `ms`, in order; after each, `settle` is awaited. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#takeDue(end); next !== null; next = this.#takeDue(end)) {
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = end;
  }

  #takeDue(end: number): Timer | null {
    const [first] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order);
    if (first === undefined) return null;
    this.#timers = this.#timers.filter((one) => one !== first);
    return first;
  }
}
