/** A pause in the typing ends a burst; without one, a burst ends every second. In milliseconds. */
const BURST_PAUSE_MS = 200;
const BURST_MOST_MS = 1_000;
/** Between tries while the engine does not answer, in milliseconds. */
const RETRY_MS = 1_000;

/** When what was typed is sent. */
export class BurstClock {
  readonly #after: (ms: number, run: () => void) => () => void;
  readonly #send: () => void;
  #cancelNext: () => void = () => {};
  #cancelMost: (() => void) | null = null;

  /** @param after calls back after so many milliseconds, and answers how to cancel */
  constructor(after: (ms: number, run: () => void) => () => void, send: () => void) {
    this.#after = after;
    this.#send = send;
  }

  /** Whether a burst is being typed, and will be sent when it ends. */
  get isBurst(): boolean {
    return this.#cancelMost !== null;
  }

  typed(): void {
    this.#cancelNext();
    this.#cancelNext = this.#after(BURST_PAUSE_MS, this.#send);
    this.#cancelMost ??= this.#after(BURST_MOST_MS, this.#send);
  }

  retry(): void {
    this.#cancelNext = this.#after(RETRY_MS, this.#send);
  }

  stop(): void {
    this.#cancelNext();
    this.#cancelMost?.();
    this.#cancelMost = null;
  }
}
