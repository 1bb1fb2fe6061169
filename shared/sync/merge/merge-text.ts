import { lineEndsOf, withLineEnd } from './line-ends.ts';
import { mergeWords } from './merge-words.ts';
import { findEdits } from './text-edits.ts';
import { applyEdits, groupEdits, type Region } from './three-way.ts';

/** A place that both sides changed differently. The fragments are whole lines, between line feeds. */
export interface Clash {
  base: string;
  mine: string;
  theirs: string;
}

export interface MergedText {
  text: string;
  /** Empty when nothing of either side is missing from `text`. */
  clashes: Clash[];
}

/**
 * Three-way merge of two edits of one text: lines first (diff3), words inside a clash on one line of prose. Where both
 * changed the same place differently, the text takes theirs, the other version is in `clashes`; where both filled one
 * empty place, it takes both, theirs first, and says so in `clashes` too. Where
 * the three do not all end their lines in one way, the result has line feeds. Pure, and bounded in cost for any input.
 *
 * @param base what both sides began with
 * @param mine the text on this desk
 * @param theirs the text the cloud has
 */
export function mergeText(base: string, mine: string, theirs: string): MergedText {
  return mergeSides(base, mine, theirs, null);
}

/**
 * The merge of two edits of one text with one side's version in every place where they clash, and that alone. What does not
 * clash is as in mergeText: of both. Pure, and bounded as that is.
 */
export function decideText(base: string, mine: string, theirs: string, side: 'mine' | 'theirs'): string {
  return mergeSides(base, mine, theirs, side).text;
}

/** Whose version stands where both changed a place; null while nobody has decided. */
type Decision = 'mine' | 'theirs' | null;

function mergeSides(base: string, mine: string, theirs: string, decision: Decision): MergedText {
  if (mine === theirs || theirs === base) return { text: mine, clashes: [] };
  if (mine === base) return { text: theirs, clashes: [] };
  // An editor gives line feeds, whatever it was shown; what n8n or SQL wrote has carriage returns. Every line but the last would
  // read as changed, and the text would take all of theirs.
  const ends = lineEndsOf(base, mine, theirs);
  if (ends.some((end) => end !== '\n')) {
    const merged = mergeSides(withLineEnd(base, '\n'), withLineEnd(mine, '\n'), withLineEnd(theirs, '\n'), decision);
    const [only] = ends;
    return ends.length > 1 || only === undefined ? merged : { ...merged, text: withLineEnd(merged.text, only) };
  }
  const lines = base.split('\n');
  const regions = groupEdits(findEdits(lines, mine.split('\n')), findEdits(lines, theirs.split('\n')));
  const merged: string[] = [];
  const clashes: Clash[] = [];
  let position = 0;
  for (const region of regions) {
    merged.push(...lines.slice(position, region.start));
    const outcome = mergeRegion(lines, region, decision);
    merged.push(...outcome.lines);
    if (outcome.clash !== null) clashes.push(outcome.clash);
    position = region.end;
  }
  merged.push(...lines.slice(position));
  return { text: merged.join('\n'), clashes };
}

function mergeRegion(
  base: readonly string[],
  region: Region,
  decision: Decision,
): { lines: string[]; clash: Clash | null } {
  const mine = applyEdits(base, region.start, region.end, region.mine);
  const theirs = applyEdits(base, region.start, region.end, region.theirs);
  if (region.theirs.length === 0) return { lines: mine, clash: null };
  if (region.mine.length === 0) return { lines: theirs, clash: null };
  const original = base.slice(region.start, region.end);
  const clash = { base: original.join('\n'), mine: mine.join('\n'), theirs: theirs.join('\n') };
  // No lines and one blank line read the same; both sides must choose the same of the two.
  if (clash.mine === clash.theirs) return { lines: mine.length > theirs.length ? mine : theirs, clash: null };
  const decided = decision === null ? null : { mine, theirs }[decision];
  if (original.every((line) => line.trim() === '')) return { lines: decided ?? [...theirs, ...mine], clash };
  const words = isOneLine(original, mine, theirs) ? mergeWords(clash.base, clash.mine, clash.theirs) : null;
  return words === null ? { lines: decided ?? theirs, clash } : { lines: [words], clash: null };
}

function isOneLine(...sides: string[][]): boolean {
  return sides.every((side) => side.length === 1);
}
