/** Where a marked passage is in a text, and what was around it: offsets in UTF-16 units, the end not included. */
export interface TextAnchor {
  start: number;
  end: number;
  /** The passage itself. */
  text: string;
  /** Up to ANCHOR_CONTEXT units on either side. */
  before: string;
  after: string;
}

/** As long as the columns of highlights allow with some to spare; long enough to tell two equal sentences apart. */
export const ANCHOR_CONTEXT = 100;

export function anchorOf(text: string, start: number, end: number): TextAnchor {
  return {
    start,
    end,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - ANCHOR_CONTEXT), start),
    after: text.slice(end, end + ANCHOR_CONTEXT),
  };
}

/**
 * Where the passage is in a text that was edited since: at every place where its words stand, the one whose surroundings fit best,
 * and among equals the one nearest to where it was. Null when its words are gone; then only the person knows what is meant.
 */
export function findAnchor(text: string, anchor: TextAnchor): { start: number; end: number } | null {
  if (anchor.text === '') return null;
  let best: { start: number; fit: number; distance: number } | null = null;
  for (let start = text.indexOf(anchor.text); start !== -1; start = text.indexOf(anchor.text, start + 1)) {
    const end = start + anchor.text.length;
    const fit =
      commonEnd(text.slice(Math.max(0, start - ANCHOR_CONTEXT), start), anchor.before) +
      commonStart(text.slice(end, end + ANCHOR_CONTEXT), anchor.after);
    const distance = Math.abs(start - anchor.start);
    if (best === null || fit > best.fit || (fit === best.fit && distance < best.distance))
      best = { start, fit, distance };
  }
  return best === null ? null : { start: best.start, end: best.start + anchor.text.length };
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
