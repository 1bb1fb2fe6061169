/** Shorter words have too many neighbours: three letters differ from most others by one. */
const SHORTEST = 4;
/** From this length on two letters may be wrong. */
const TWO_FROM = 8;
/** Words that are tried in the place of one. */
const NEAR_LIMIT = 6;

/**
 * Words of the vocabulary that `word` may have been meant as: one letter wrong, missing, too many or swapped with its neighbour, two
 * in long words; nearest first. With `prefix` it may be the beginning of one. Pure.
 */
export function nearWords(vocabulary: Iterable<string>, word: string, prefix: boolean): string[] {
  if (word.length < SHORTEST) return [];
  const most = word.length >= TWO_FROM ? 2 : 1;
  const found: { word: string; distance: number }[] = [];
  for (const candidate of vocabulary) {
    const beyond = candidate.length - word.length;
    if (-beyond > most || (!prefix && beyond > most)) continue;
    const compared = prefix && beyond > 0 ? candidate.slice(0, word.length) : candidate;
    const distance = editDistance(word, compared, most);
    if (distance <= most) found.push({ word: candidate, distance: distance + (candidate[0] === word[0] ? 0 : 0.5) });
  }
  found.sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1));
  return found.slice(0, NEAR_LIMIT).map((near) => near.word);
}

/** Edits from one to the other (Damerau, neighbours swapped count once), or more than `most` as soon as that is clear. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}
