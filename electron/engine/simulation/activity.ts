/** Turns of the event loop without anything in flight, after which nothing of the desks moves by itself any more. */
const QUIET_TURNS = 6;

/**
 * Counts what is really going on (statements, calls that the cloud works on), so that the simulation goes on only when every
 * desk waits for something that the schedule decides: a timer, an answer, a person. This makes real threads repeatable.
 */
export class Activity {
  #inFlight = 0;
  #started = 0;

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    this.#started += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** Resolves when nothing is in flight and nothing new begins. */
  async quiet(): Promise<void> {
    let turns = 0;
    let seen = this.#started;
    while (turns < QUIET_TURNS) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      turns = this.#inFlight === 0 && this.#started === seen ? turns + 1 : 0;
      seen = this.#started;
    }
  }
}
