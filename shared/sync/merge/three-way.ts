import type { Edit } from './text-edits.ts';

/** A stretch of base in which one side or both changed something. */
export interface Region {
  start: number;
  end: number;
  mine: Edit[];
  theirs: Edit[];
}

/**
 * Pairs up the edits of both sides (the grouping step of diff3, Khanna, Kunal and Pierce 2007): edits that overlap, and two
 * insertions in one place, share a region; edits of neighbouring tokens do not.
 */
export function groupEdits(mine: readonly Edit[], theirs: readonly Edit[]): Region[] {
  const all = [
    ...mine.map((edit) => ({ edit, side: 'mine' as const })),
    ...theirs.map((edit) => ({ edit, side: 'theirs' as const })),
  ].sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
  const regions: Region[] = [];
  for (const { edit, side } of all) {
    const last = regions.at(-1);
    if (last !== undefined && overlaps(last, edit)) {
      last.end = Math.max(last.end, edit.end);
      last[side].push(edit);
    } else {
      regions.push({ start: edit.start, end: edit.end, mine: [], theirs: [], [side]: [edit] });
    }
  }
  return regions;
}

function overlaps(region: Region, edit: Edit): boolean {
  if (edit.start < region.end) return true;
  return edit.start === region.start && edit.end === region.end;
}

/** What one side made of a region: its edits, and base where it changed nothing. */
export function applyEdits(base: readonly string[], start: number, end: number, edits: readonly Edit[]): string[] {
  const result: string[] = [];
  let position = start;
  for (const edit of edits) {
    result.push(...base.slice(position, edit.start), ...edit.replacement);
    position = edit.end;
  }
  result.push(...base.slice(position, end));
  return result;
}
