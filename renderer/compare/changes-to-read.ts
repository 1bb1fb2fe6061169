import { diffArrays } from 'diff';

export interface TextPart {
  value: string;
  change: 'kept' | 'removed' | 'added';
}

/**
 * Words as Unicode cuts text (UAX 29), so that "9,400", "don’t" and a Chinese word are one each. Of no language: it is the text's,
 * and not the reader's. Made once, it costs more than what it cuts.
 */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** Blanks between two changes: said twice, they cost the reader nothing. A line break stays, for it is a place to rest. */
const BLANKS = /^[^\S\n]+$/;

/**
 * What was changed in a text, word by word, in parts that a person can read: words that were all replaced come as one
 * sentence taken out and one put in, and not each old word beside a new one because the blanks between them stayed.
 */
export function changesToRead(base: string, text: string): TextPart[] {
  const parts: TextPart[] = [];
  let removed = '';
  let added = '';
  const endChange = (): void => {
    if (removed !== '') parts.push({ value: removed, change: 'removed' });
    if (added !== '') parts.push({ value: added, change: 'added' });
    removed = '';
    added = '';
  };
  const words = diffArrays(wordsOf(base), wordsOf(text)).map(({ value, ...change }) => ({
    ...change,
    value: value.join(''),
  }));
  words.forEach((word, place) => {
    const next = words[place + 1];
    if (word.removed) removed += word.value;
    else if (word.added) added += word.value;
    else if (removed !== '' && added !== '' && next !== undefined && BLANKS.test(word.value)) {
      removed += word.value;
      added += word.value;
    } else {
      endChange();
      parts.push({ value: word.value, change: 'kept' });
    }
  });
  endChange();
  return parts;
}

function wordsOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}
