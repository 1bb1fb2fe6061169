/** What the engine takes from the machine it runs on. Injected, so that a test can lose an answer, jump the clock or count. */
export interface Platform {
  now(): Date;
  /** Milliseconds since some moment: for waits, which a clock that is set must neither end nor draw out. */
  elapsedMs(): number;
  /** 0 to 1, for jitter. */
  random(): number;
  /** Runs `task` once after `ms`; the returned function calls it off. */
  after(ms: number, task: () => void): () => void;
  fetch: typeof fetch;
  /** One line for the log; nothing a user wrote and nothing secret goes into it. */
  log(line: string): void;
}

export const machinePlatform: Platform = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  random: Math.random,
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  fetch: (input, init) => fetch(input, init),
  log: (line) => process.stderr.write(`${line}\n`),
};
