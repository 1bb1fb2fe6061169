/**
 * Whether the time that a job waits for is still to come. A page's `now` (epoch milliseconds) is up to half a minute old, and its
 * machine's clock may be slow: what had come when the cloud wrote the row (`updated_at`, by the cloud's clock) has come.
 */
export function isToCome(at: string, { updated_at }: { updated_at: string }, now: number): boolean {
  return Date.parse(at) > Math.max(now, Date.parse(updated_at));
}
