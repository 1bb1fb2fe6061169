import type { PullAnswer, PullCursor } from '../../../shared/sync/protocol.ts';
import type { CallFailure } from './classify-failure.ts';

/** A page of a pull, or why it did not come. */
export type Fetched = { ok: true; page: PullAnswer } | { ok: false; failure: CallFailure };

/**
 * Pages on their way or waiting, at most: while one is written, the cloud makes another and this machine reads a third. Each may be
 * 4 MB.
 */
const PAGES_AHEAD = 2;

/** Pages of a download asked for before they are needed: what a page says depends on its cursor alone. */
export class ReadAhead {
  readonly #fetch: (cursor: PullCursor) => Promise<Fetched>;
  /** In order; none is behind one that failed or was the last. */
  #pages: { cursor: PullCursor; fetched: Promise<Fetched> }[] = [];

  constructor(fetch: (cursor: PullCursor) => Promise<Fetched>) {
    this.#fetch = fetch;
  }

  /** The page behind that cursor, if it was asked for. Any other is forgotten: the download goes on elsewhere. */
  take(cursor: PullCursor | null): Promise<Fetched> | null {
    const first = this.#pages.shift();
    if (first !== undefined && first.cursor === cursor) return first.fetched;
    this.#pages = [];
    return null;
  }

  /** Asks for the page behind `cursor`, which is that of the page just taken, and for those behind it as they come. */
  from(cursor: PullCursor): void {
    if (this.#pages.length === 0) this.#ask(cursor);
    else void this.#askBehind(this.#pages.at(-1));
  }

  forget(): void {
    this.#pages = [];
  }

  #ask(cursor: PullCursor): void {
    const fetched = this.#fetch(cursor);
    // Taken by a later step, if there is one.
    fetched.catch(() => undefined);
    const page = { cursor, fetched };
    this.#pages.push(page);
    void this.#askBehind(page);
  }

  async #askBehind(page: { fetched: Promise<Fetched> } | undefined): Promise<void> {
    const answer = await page?.fetched.catch(() => null);
    const isLast = page !== undefined && page === this.#pages.at(-1);
    if (answer?.ok && answer.page.more && isLast && this.#pages.length < PAGES_AHEAD) this.#ask(answer.page.cursor);
  }
}
