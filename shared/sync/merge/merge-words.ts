import { findEdits } from './text-edits.ts';
import { applyEdits, groupEdits } from './three-way.ts';

/** A paragraph of some 1,200 words; longer lines are data, not prose. */
const MAX_TOKENS = 2_500;

/**
 * A side that replaced more than this part of the words rewrote the line; mixing a rewrite with somebody's fix makes a
 * sentence that nobody wrote (measured: reference/sync.md §6).
 */
const MAX_CHANGED_PART = 0.5;

/** Lines in which a word out of place breaks more than a sentence: tables, fences, indented code, HTML, link definitions. */
const NOT_PROSE = /^(\s*\||```|~~~| {4}|\t|\s*<|\[[^\]]+\]:)/;

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}_'’]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Merges two edits of one line of prose word by word. Answers null when that would be a guess: the line is not prose, either
 * side changed most of it, or the two sides changed words that stand next to each other.
 */
export function mergeWords(base: string, mine: string, theirs: string): string | null {
  if (NOT_PROSE.test(base) || NOT_PROSE.test(mine) || NOT_PROSE.test(theirs)) return null;
  const tokens = { base: tokenize(base), mine: tokenize(mine), theirs: tokenize(theirs) };
  if (Math.max(tokens.base.length, tokens.mine.length, tokens.theirs.length) > MAX_TOKENS) return null;
  const edits = { mine: findEdits(tokens.base, tokens.mine), theirs: findEdits(tokens.base, tokens.theirs) };
  const words = tokens.base.filter((token) => WORD.test(token)).length;
  for (const side of [edits.mine, edits.theirs]) {
    const changed = side.flatMap((edit) => tokens.base.slice(edit.start, edit.end)).filter((token) => WORD.test(token));
    if (changed.length > words * MAX_CHANGED_PART) return null;
  }
  const regions = groupEdits(edits.mine, edits.theirs);
  const merged: string[] = [];
  let position = 0;
  let previous: 'mine' | 'theirs' | 'both' | undefined;
  for (const region of regions) {
    const mineText = applyEdits(tokens.base, region.start, region.end, region.mine);
    const theirsText = applyEdits(tokens.base, region.start, region.end, region.theirs);
    const author = region.mine.length === 0 ? 'theirs' : region.theirs.length === 0 ? 'mine' : 'both';
    if (author === 'both' && mineText.join('') !== theirsText.join('')) return null;
    const between = tokens.base.slice(position, region.start);
    if (previous !== undefined && previous !== author && !between.some((token) => WORD.test(token))) return null;
    merged.push(...between, ...(author === 'theirs' ? theirsText : mineText));
    position = region.end;
    previous = author;
  }
  merged.push(...tokens.base.slice(position));
  return merged.join('');
}

function tokenize(line: string): string[] {
  return line.match(TOKEN) ?? [];
}
