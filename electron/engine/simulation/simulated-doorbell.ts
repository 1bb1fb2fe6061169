import type { DoorbellOptions } from '../realtime/doorbell.ts';

/** The organisation's channel without a socket: it rings when the schedule says so. What the socket does is tested with real ones. */
export class SimulatedDoorbell {
  readonly #options: DoorbellOptions;
  #started = false;
  #live = true;

  constructor(options: DoorbellOptions) {
    this.#options = options;
  }

  start(): void {
    this.#started = true;
    if (this.#live) this.#options.onState('live');
  }

  async stop(): Promise<void> {
    this.#started = false;
  }

  setLive(live: boolean): void {
    this.#live = live;
    if (!this.#started) return;
    this.#options.onState(live ? 'live' : 'down');
    if (live) this.#options.onRing();
  }

  ring(): void {
    if (this.#started && this.#live) this.#options.onRing();
  }
}
