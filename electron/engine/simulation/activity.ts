/** Turns of the event loop without anything in flight, after which nothing of the desks moves by itself any more. */
const QUIET_TURNS = 6;

/**
 * Counts what is really going on (statements, calls that the cloud works on), so that the simulation goes on only when every
 * desk waits for something that the schedule decides: a timer, an answer, a person. This makes real threads repeatable.
 */
export class Activity {
  #inFlight = 0;
  #started = 0;
  #wake: (() => void) | null = null;

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    this.#started += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#wake?.();
    }
  }

  /** Resolves when nothing is in flight and nothing new begins. */
  async quiet(): Promise<void> {
    let turns = 0;
    let seen = this.#started;
    while (turns < QUIET_TURNS) {
      // Turning the loop meanwhile would take a core from the threads that are waited for.
      if (this.#inFlight > 0) await this.#nothingInFlight();
      await new Promise<void>((resolve) => setImmediate(resolve));
      turns = this.#inFlight === 0 && this.#started === seen ? turns + 1 : 0;
      seen = this.#started;
    }
  }

  /** There is one schedule at a time, so one waits at most. */
  #nothingInFlight(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }
}
