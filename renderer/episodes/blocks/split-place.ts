/** Marks that open a line, one after another: headings, quotes, items of lists and tasks; and emphasis that begins with its text. */
const OPENING = /^\s*(?:(?:>|#{1,6}|[-+*]|\d{1,9}[.)])(?:\s+|$)|>|\[[ xX]\]\s+)*[*_~`]*$/;
/** Emphasis that ends with the line, and the closing signs of a heading. */
const CLOSING = /^[*_~`]*(?:\s+#+)?\s*$/;

/**
 * Where a text is split for a cursor at `at`: before the marks of its line when nothing but these stands before the cursor, and after
 * them when nothing else follows. They are hidden while a line is read, and no person means to cut between them and their words.
 */
export function splitPlace(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  if (OPENING.test(text.slice(start, at))) return start;
  const next = text.indexOf('\n', at);
  const end = next === -1 ? text.length : next;
  return CLOSING.test(text.slice(at, end)) ? end : at;
}
