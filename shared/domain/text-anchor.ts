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

/** Where a passage is now. `edited`: its surroundings stand, but between them are other words than were marked. */
export interface FoundPassage {
  start: number;
  end: number;
  edited: boolean;
}

/** As long as the columns of highlights allow with some to spare; long enough to tell two equal sentences apart. */
export const ANCHOR_CONTEXT = 100;

/** So much of the surroundings must stand on either side for a passage to be known by them alone. */
const CLUE = 20;
/** An edit may make a passage longer: so many times, or by so many units where it is short. */
const MOST_GROWTH = { times: 2, units: 60 };

export function anchorOf(text: string, start: number, end: number): TextAnchor {
  return {
    start,
    end,
    text: text.slice(start, end),
    before: whole(text.slice(Math.max(0, start - ANCHOR_CONTEXT), start)),
    after: whole(text.slice(end, end + ANCHOR_CONTEXT)),
  };
}

/**
 * Where the passage is in a text that was edited since: at every place where its words stand, the one whose surroundings fit best,
 * and among equals the one nearest to where it was. Where its words are gone, what stands between its surroundings now, as `edited`.
 * Null when neither is there; then only the person knows what is meant.
 */
export function findAnchor(text: string, anchor: TextAnchor): FoundPassage | null {
  const best = findWords(text, anchor);
  // The same words in other surroundings are perhaps others of the kind, while those that were meant have been edited.
  const between = best === null || best.fit < CLUE ? findBetween(text, anchor) : null;
  if (best === null || between !== null) return between;
  return { start: best.start, end: best.start + anchor.text.length, edited: false };
}

/**
 * Where the passage is in a text that it was not marked in, but may have been moved to: the same words, with enough of what stood
 * before or after them.
 */
export function findMoved(text: string, anchor: TextAnchor): FoundPassage | null {
  const best = findWords(text, anchor);
  if (best === null || best.fit < CLUE) return null;
  return { start: best.start, end: best.start + anchor.text.length, edited: false };
}

interface FoundWords {
  start: number;
  /** How much of the surroundings is as it was, in UTF-16 units. */
  fit: number;
  distance: number;
}

function findWords(text: string, anchor: TextAnchor): FoundWords | null {
  if (anchor.text === '') return null;
  let best: FoundWords | null = null;
  for (let start = text.indexOf(anchor.text); start !== -1; start = text.indexOf(anchor.text, start + 1)) {
    const end = start + anchor.text.length;
    const fit =
      commonEnd(text.slice(Math.max(0, start - ANCHOR_CONTEXT), start), anchor.before) +
      commonStart(text.slice(end, end + ANCHOR_CONTEXT), anchor.after);
    const distance = Math.abs(start - anchor.start);
    if (best === null || fit > best.fit || (fit === best.fit && distance < best.distance))
      best = { start, fit, distance };
  }
  return best;
}

/** The nearest place where the end of what was before, and after it the beginning of what came after, still stand. */
function findBetween(text: string, anchor: TextAnchor): FoundPassage | null {
  const before = anchor.before.slice(-CLUE);
  const after = anchor.after.slice(0, CLUE);
  const { length } = anchor.text;
  const most = Math.max(length * MOST_GROWTH.times, length + MOST_GROWTH.units);
  // A text's own edge is as good a mark as words, on one side.
  const atStart = anchor.start === 0;
  const atEnd = anchor.after === '';
  if ((!atStart && before.length < CLUE) || (!atEnd && after.length < CLUE) || (atStart && atEnd)) return null;
  let best: { start: number; end: number; distance: number } | null = null;
  for (let at = atStart ? 0 : text.indexOf(before); at !== -1; at = atStart ? -1 : text.indexOf(before, at + 1)) {
    const start = atStart ? 0 : at + before.length;
    const end = atEnd ? text.length : text.indexOf(after, start);
    const distance = Math.abs(start - anchor.start);
    if (end > start && end - start <= most && (best === null || distance < best.distance))
      best = { start, end, distance };
  }
  return best === null ? null : { start: best.start, end: best.end, edited: true };
}

/** Without the halves of characters that a cut leaves at its ends: no database takes them. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
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
