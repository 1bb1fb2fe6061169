/**
 * A generator of numbers in [0, 1) that gives the same row for the same seed (mulberry32, after a hash of the text): demo data
 * is the same on every machine, and a failure of the simulated worker can be had again.
 */
export function seededRandom(seed: string): () => number {
  let state = 2166136261; // FNV-1a
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

/** A whole number from `least` to `most`, both possible. */
export function between(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}
