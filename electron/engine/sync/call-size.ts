import type { CallFailure } from './classify-failure.ts';

/** In the code of a failure: no answer came in the time that a call has. */
export const CALL_TIMED_OUT = 'call-timed-out';

/** Of the most that a call carries: 4 kB of a push. Less is all waiting and no sending. */
const LEAST_SHARE = 1 / 256;
/** How many times the usual time of a call one may take that is large and cannot be made smaller: 1 MB over 2 kB a second. */
const MOST_PATIENCE = 8;
/** Bytes. Less than this goes through in the usual time on any line that is one; a longer wait would be for a dead one. */
const LARGE = 64 * 1024;
/** In bytes: of a row that has yet to come nobody here knows how long it is. */
export const AS_LARGE_AS_ANY = Number.POSITIVE_INFINITY;

/** query_canceled: the cloud's own statement timeout. */
const TOO_LONG_CODES = new Set<string>([CALL_TIMED_OUT, '57014']);
/** Request timeout, gateway timeout: a proxy waited in vain. */
const TOO_LONG_STATUSES = new Set([408, 504]);

/** Whether less might have gone through. */
export function tookTooLong({ code, status }: Pick<CallFailure, 'code' | 'status'>): boolean {
  return TOO_LONG_CODES.has(code) || TOO_LONG_STATUSES.has(status);
}

/**
 * How much one call carries. The same again after it took too long would take too long again, for ever, on a line that is slow
 * enough: half, then, and twice as much after each that went through.
 */
export class CallSize {
  readonly #least: number;
  readonly #mostPatience: number;
  #share = 1;
  #patience = 1;

  /**
   * @param least of the most that a call carries; where rows are counted one row, since each of them may be as long as a call
   * @param mostPatience in times of the usual time of a call
   */
  constructor(least = LEAST_SHARE, mostPatience = MOST_PATIENCE) {
    this.#least = least;
    this.#mostPatience = mostPatience;
  }

  /** How many times its usual time the next call has. */
  get patience(): number {
    return this.#patience;
  }

  /** What of `most` the next call carries, 1 at least. */
  of(most: number): number {
    return Math.max(1, Math.floor(most * this.#share));
  }

  /** @param whole bytes that the call carried, if they cannot be divided */
  tookTooLong(whole: number | null): void {
    if (whole === null) this.#share = Math.max(this.#share / 2, this.#least);
    else if (whole > LARGE) this.#patience = Math.min(this.#patience * 2, this.#mostPatience);
  }

  wentThrough(): void {
    this.#share = Math.min(1, this.#share * 2);
    this.#patience = 1;
  }
}
