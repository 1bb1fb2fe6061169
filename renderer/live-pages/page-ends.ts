import { create } from 'zustand';

/** Where a row stands in its list: the values that the list is ordered by, the last one its id. */
export type RowKey = readonly (string | number)[];

/**
 * Rows of a page when it is closed: a window of 800 px and as much again below it. To lay out twice as many at once takes longer
 * than a keystroke may wait (50 ms) on a slow machine.
 */
export const PAGE_ROWS = 24;
/** The limit of the paged queries: a closed page into which so many have come is cut in two. */
export const FULL_PAGE_ROWS = 36;
/** Lists whose pages are remembered, so that one comes back to where one was. */
const MOST_LISTS = 20;

export interface KnownPages {
  /** The last row of each page but the last, which is open. */
  ends: readonly RowKey[];
  /** Pixels of each page as it was last seen; it keeps its place while it is out of sight and not read. */
  heights: readonly (number | undefined)[];
}

interface PageEndsStore {
  lists: { readonly [list: string]: KnownPages };
  endPage(list: string, page: number, end: RowKey): void;
  measured(list: string, page: number, height: number): void;
}

const NONE: KnownPages = { ends: [], heights: [] };

/** How far each list was read, until the window is closed. */
export const usePageEnds = create<PageEndsStore>()((set) => {
  const change = (list: string, next: (known: KnownPages) => KnownPages) =>
    set(({ lists }) => {
      const { [list]: known = NONE, ...others } = lists;
      const kept = Object.entries(others).slice(1 - MOST_LISTS);
      return { lists: { ...Object.fromEntries(kept), [list]: next(known) } };
    });
  return {
    lists: {},
    endPage: (list, page, end) => change(list, (known) => endPage(known, page, end)),
    measured: (list, page, height) =>
      change(list, ({ ends, heights }) => {
        const measured = [...heights];
        measured[page] = height;
        return { ends, heights: measured };
      }),
  };
});

export function pagesOf(lists: { readonly [list: string]: KnownPages }, list: string): KnownPages {
  return lists[list] ?? NONE;
}

/** Ends a page at that row; what is behind it becomes a page of its own. An end that is known already (asked twice) changes nothing. */
export function endPage(known: KnownPages, page: number, end: RowKey): KnownPages {
  const isKnown = known.ends.some((other) => other.at(-1) === end.at(-1));
  if (isKnown || page > known.ends.length) return known;
  return { ends: known.ends.toSpliced(page, 0, end), heights: known.heights.slice(0, page) };
}
