/** The first restart is quick, since most crashes are one-offs; then each waits twice as long. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;

/** More crashes than this within the window are no accident: the user is told instead of a loop nobody sees. */
const CRASHES_ALLOWED = 5;
const WINDOW_MS = 5 * 60_000;

/** When to start the engine again after it ended by itself. Times in milliseconds. */
export class RestartPolicy {
  #crashes: number[] = [];

  /** How long to wait before the next start, or null: give up and tell the user. */
  afterCrash(now: number): number | null {
    this.#crashes = [...this.#crashes.filter((at) => now - at < WINDOW_MS), now];
    if (this.#crashes.length > CRASHES_ALLOWED) return null;
    return Math.min(FIRST_WAIT_MS * 2 ** (this.#crashes.length - 1), LONGEST_WAIT_MS);
  }
}
