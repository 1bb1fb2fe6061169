import type { PullAnswer, PullCursor } from '../../../shared/sync/protocol.ts';
import type { CallFailure } from './classify-failure.ts';

/** A page of a pull, or why it did not come. */
export type Fetched = { ok: true; page: PullAnswer } | { ok: false; failure: CallFailure };

/** Fetches the page behind a cursor; says where the one behind that begins as soon as it knows, if there is one. */
export type FetchPage = (cursor: PullCursor, onNext: (next: PullCursor) => void) => Promise<Fetched>;

/**
 * Pages on their way or waiting, at most: while one is written, the cloud makes another and this machine reads a third. Each may be
 * 4 MB.
 */
const PAGES_AHEAD = 2;

interface PageAhead {
  cursor: PullCursor;
  fetched: Promise<Fetched>;
  /** Null while that is not known, and when there is none. */
  next: PullCursor | null;
}

/** Pages of a download asked for before they are needed: what a page says depends on its cursor alone. */
export class ReadAhead {
  readonly #fetch: FetchPage;
  /** In order; only the last has none behind it. */
  #pages: PageAhead[] = [];

  constructor(fetch: FetchPage) {
    this.#fetch = fetch;
  }

  /** The page behind that cursor, if it was asked for. Any other is forgotten: the download goes on elsewhere. */
  take(cursor: PullCursor | null): Promise<Fetched> | null {
    const first = this.#pages.shift();
    if (first !== undefined && first.cursor === cursor) return first.fetched;
    this.#pages = [];
    return null;
  }

  /** Asks for the page behind `cursor`, which is that of the page just taken, and for those behind it as they become known. */
  from(cursor: PullCursor): void {
    if (this.#pages.length === 0) this.#ask(cursor);
    else this.#askBehindLast();
  }

  forget(): void {
    this.#pages = [];
  }

  #ask(cursor: PullCursor): void {
    const page: PageAhead = { cursor, fetched: NOT_ASKED, next: null };
    this.#pages.push(page);
    page.fetched = this.#fetch(cursor, (next) => {
      page.next = next;
      this.#askBehindLast();
    });
    // Taken by a later step, if there is one.
    page.fetched.catch(() => undefined);
  }

  #askBehindLast(): void {
    const next = this.#pages.at(-1)?.next ?? null;
    if (next !== null && this.#pages.length < PAGES_AHEAD) this.#ask(next);
  }
}

const NOT_ASKED = new Promise<Fetched>(() => undefined);
