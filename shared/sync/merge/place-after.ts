import { findEdits } from './text-edits.ts';

/**
 * Where a place of a text is once the text has become another one, found by words. A place in a word that was replaced is
 * behind the replacement.
 */
export function placeAfter(before: string, after: string, at: number): number {
  if (before === after) return at;
  const tokens = before.match(/\s+|[^\s]+/g) ?? [];
  let moved = at;
  let start = 0;
  let index = 0;
  for (const edit of findEdits(tokens, after.match(/\s+|[^\s]+/g) ?? [])) {
    while (index < edit.start) start += tokens[index++]?.length ?? 0;
    let end = start;
    for (let token = edit.start; token < edit.end; token += 1) end += tokens[token]?.length ?? 0;
    if (start > at || (start === at && end > start)) break;
    const { length } = edit.replacement.join('');
    moved = at < end ? moved - (at - start) + length : moved + length - (end - start);
    start = end;
    index = edit.end;
  }
  return Math.max(0, Math.min(moved, after.length));
}
