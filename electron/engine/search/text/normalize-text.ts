/** Scripts that are written without spaces: Han, kana, Hangul is spaced but inflected, Thai, Lao, Khmer, Burmese. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー';
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, 'gu');
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
/** A word as the index sees it: letters and digits. */
const WORD = /[\p{L}\p{N}]+/gu;
const ASCII = /^[\0-\x7f]*$/;

/** Letters as they are compared: without case, accents and widths. Not the same length as the text. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  // Composed again: Hangul syllables fall apart into letters otherwise.
  return text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
}

export function isUnspaced(word: string): boolean {
  return HAS_UNSPACED.test(word);
}

/**
 * What the index is given of a text: folded, and where words are not spaced, every two neighbouring characters as a word, and the
 * last one alone, so that one character can be searched for too.
 */
export function indexedText(text: string): string {
  const folded = foldText(text);
  if (!HAS_UNSPACED.test(folded)) return folded;
  return folded.replace(UNSPACED_RUN, (run) => ` ${pairs(run).join(' ')} `);
}

/** 東京都 → 東京 京都 都 */
export function pairs(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/** The words of a text that was folded. */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}
