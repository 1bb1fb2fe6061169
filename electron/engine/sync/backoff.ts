/** First wait after a failure, in milliseconds: a switch of networks takes about that long. */
const FIRST_MS = 500;
/** Longest wait: someone who comes back online without an event should not wait a minute. */
const LONGEST_MS = 30_000;
/** The most that a server may ask for by Retry-After; a date in a broken clock must not stop us for a year. */
const LONGEST_ASKED_MS = 15 * 60_000;
/** A hundred thousand desks that were all told "in 60 seconds" must not come in one: up to this part of it is added by chance. */
const ASKED_SPREAD = 0.5;

/**
 * How long to wait before the next attempt, in milliseconds: doubling, with "equal jitter" (half fixed, half random; AWS
 * Architecture Blog, "Exponential Backoff And Jitter", 2015), and never earlier than the server asked.
 *
 * @param failures failures in a row, this one included
 * @param random 0 to 1
 */
export function backoffMs(failures: number, random: number, retryAfterMs: number | null = null): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  const wait = ceiling / 2 + (ceiling / 2) * random;
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS) * (1 + ASKED_SPREAD * random);
  return Math.round(Math.max(wait, asked));
}
