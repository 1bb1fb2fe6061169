import type { ChangeSet, Text } from '@codemirror/state';
import { countWords } from '../../../shared/domain/text-statistics.ts';

/** By how many words a text became longer: only lines that changed are counted, since no word crosses the end of a line. */
export function wordsGained(before: Text, after: Text, changes: ChangeSet): number {
  let gained = 0;
  let counted = -1;
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    const last = after.lineAt(toB);
    const startB = Math.max(after.lineAt(fromB).from, counted + 1);
    // Several changes in one line: the line has been counted with the first of them.
    if (startB > last.to) return;
    const startA = before.lineAt(fromA).from;
    let endA = before.lineAt(toA).to;
    let endB = last.to;
    changes.iterChangedRanges((nextFromA, nextToA, nextFromB, nextToB) => {
      if (nextFromB < fromB || nextFromB > endB) return;
      endA = Math.max(endA, before.lineAt(Math.max(nextFromA, nextToA)).to);
      endB = Math.max(endB, after.lineAt(nextToB).to);
    }, true);
    counted = endB;
    gained += countWords(after.sliceString(startB, endB)) - countWords(before.sliceString(startA, endA));
  }, true);
  return gained;
}
