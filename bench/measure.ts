/** Milliseconds of each run, sorted; the first runs, in which code and caches warm up, are not counted. */
export interface Timing {
  runs: number;
  p50_ms: number;
  p95_ms: number;
  /** Half of the distance between the quartiles, as a part of the median: above 0.2 the machine was busy with other things. */
  spread: number;
}

/** A part of the runs is thrown away before counting begins. */
const WARM_UP_PART = 0.1;

/** Times `runs` calls of `operation`, one after the other. */
export async function measure(runs: number, operation: (run: number) => Promise<unknown> | unknown): Promise<Timing> {
  const warmUp = Math.ceil(runs * WARM_UP_PART);
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const start = performance.now();
    await operation(run);
    if (run >= warmUp) times.push(performance.now() - start);
  }
  return summarize(times);
}

/** Times two operations in turns, so that a busy minute of the machine falls on both alike. */
export async function measureInTurns(
  runs: number,
  first: (run: number) => Promise<unknown> | unknown,
  second: (run: number) => Promise<unknown> | unknown,
): Promise<[Timing, Timing]> {
  const warmUp = Math.ceil(runs * WARM_UP_PART);
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < warmUp + runs; run += 1) {
    for (const [index, operation] of [first, second].entries()) {
      const start = performance.now();
      await operation(run);
      if (run >= warmUp) times[index]?.push(performance.now() - start);
    }
  }
  return [summarize(times[0]), summarize(times[1])];
}

/**
 * Times contestants that need preparing before each run and clearing up after it: each answers the milliseconds that count.
 * They go in turns; the first round warms up and is not counted.
 */
export async function measureRounds(
  rounds: number,
  contestants: readonly ((round: number) => Promise<number>)[],
): Promise<Timing[]> {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const took = await contestant(round);
      if (round > 0) times[index]?.push(took);
    }
  }
  return times.map(summarize);
}

/** Milliseconds that `operation` takes. */
export async function elapsed(operation: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await operation();
  return performance.now() - start;
}

/** Median, p95 and spread of times in milliseconds. */
export function summarize(times: number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  const p50 = at(0.5);
  return {
    runs: sorted.length,
    p50_ms: round(p50),
    p95_ms: round(at(0.95)),
    spread: round((at(0.75) - at(0.25)) / 2 / p50),
  };
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
