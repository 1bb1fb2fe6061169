/** The one at `share` (0 to 1) of the way through; undefined of none. */
export function pick<T>(from: readonly T[], share: number): T | undefined {
  return from[Math.floor(share * from.length)];
}
