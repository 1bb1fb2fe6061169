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
    if (this.#started) return;
    this.#started = true;
    this.#say();
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#options.onState('down');
  }

  setLive(live: boolean): void {
    this.#live = live;
    if (this.#started) this.#say();
  }

  ring(): void {
    if (this.#started && this.#live) this.#options.onRing();
  }

  #say(): void {
    this.#options.onState(this.#live ? 'live' : 'down');
    if (this.#live) this.#options.onRing();
  }
}
