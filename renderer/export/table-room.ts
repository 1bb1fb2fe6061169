import type { Inline } from './flow.ts';

/** How a table stands on paper: sizes in points. */
export interface TableRoom {
  fontSize: number;
  /** On either side of what a cell holds. */
  padding: number;
  /** Null leaves the columns to pdfmake, which makes them as wide as their texts: it never breaks a word for one. */
  widths: number[] | null;
}

const USUAL = { fontSize: 9, padding: 4 };
const TIGHT_PADDING = 2;
/** What can still be read. */
const SMALLEST_FONT = 6;
/** Of a letter, in parts of the font's size: a wide one, so that what is taken to fit does. */
const LETTER = 0.62;

/**
 * The room for a table in a column of text. One whose longest words do not fit side by side is set smaller, and where that is not
 * enough its widest columns break their words: nothing runs off the paper.
 *
 * @param rows with the head
 */
export function tableRoom(rows: readonly Inline[][][], room: number): TableRoom {
  const letters = longestWords(rows);
  const columns = letters.length;
  const least = (fontSize: number) => letters.map((count) => count * LETTER * fontSize);
  const usual = room - columns * 2 * USUAL.padding;
  if (sum(least(USUAL.fontSize)) <= usual) return { ...USUAL, widths: null };
  const tight = Math.max(room - columns * 2 * TIGHT_PADDING, room / 2);
  const padding = Math.min(TIGHT_PADDING, (room - tight) / (columns * 2));
  const fits = (USUAL.fontSize * tight) / sum(least(USUAL.fontSize));
  const fontSize = Math.max(SMALLEST_FONT, Math.min(USUAL.fontSize, Math.floor(fits * 2) / 2));
  return { fontSize, padding, widths: shared(least(fontSize), tight) };
}

/** Each gets what it needs, as long as that is no more than its share; what is left over is shared evenly. */
function shared(needs: readonly number[], room: number): number[] {
  const widths = needs.map(() => 0);
  let left = room;
  const byNeed = needs.map((need, column) => ({ need, column })).toSorted((a, b) => a.need - b.need);
  for (const [index, { need, column }] of byNeed.entries()) {
    const width = Math.min(need, left / (byNeed.length - index));
    widths[column] = width;
    left -= width;
  }
  return widths.map((width) => width + left / widths.length);
}

/** Of each column, in letters. */
function longestWords(rows: readonly Inline[][][]): number[] {
  const longest: number[] = [];
  for (const cells of rows) {
    for (const [column, cell] of cells.entries()) {
      const words = cell
        .map(({ text }) => text)
        .join('')
        .split(/\s+/);
      longest[column] = Math.max(longest[column] ?? 0, 1, ...words.map((word) => word.length));
    }
  }
  return longest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
