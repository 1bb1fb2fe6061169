import { foldText, isUnspaced, pairs, wordsOf } from './normalize-text.ts';

/** One thing that has to be in a text. */
export interface SearchTerm {
  /** Words of the index that follow each other. */
  words: string[];
  /** The last word may go on. */
  prefix: boolean;
  /** As it stands in a folded text, for the highlight. */
  shown: string;
}

/** Terms of one search; more would only make it slower. */
const TERM_LIMIT = 12;
/** Quoted parts, or runs without spaces. */
const PARTS = /"([^"]*)"?|[^\s"]+/gu;
/** Runs of unspaced and of other letters: "iPhone発売" is two. */
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/** What was typed, as terms. The last word counts as unfinished while no space follows it. Pure. */
export function parseSearch(typed: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const isOpen = /\S$/u.test(typed);
  const parts = [...typed.matchAll(PARTS)];
  for (const [index, part] of parts.entries()) {
    const quoted = part[1];
    const last = index === parts.length - 1 && isOpen;
    if (quoted !== undefined) {
      const words = wordsOf(foldText(quoted)).flatMap((word) => (isUnspaced(word) ? phrase(word) : [word]));
      if (words.length > 0) terms.push({ words, prefix: false, shown: foldText(quoted).trim() });
      continue;
    }
    for (const word of wordsOf(foldText(part[0]))) {
      for (const [run] of word.matchAll(RUNS)) {
        if (isUnspaced(run)) terms.push({ words: phrase(run), prefix: [...run].length === 1, shown: run });
        else terms.push({ words: [run], prefix: last && word.endsWith(run), shown: run });
      }
    }
  }
  return terms.slice(0, TERM_LIMIT);
}

/** The pairs of a run without the lone last character, which stands only at the end of a run of the text. */
function phrase(run: string): string[] {
  const all = pairs(run);
  return all.length === 1 ? all : all.slice(0, -1);
}
