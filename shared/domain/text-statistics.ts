/**
 * Counts that a page shows while somebody types; the cloud's triggers (count_block_words, sum_episode_words in
 * migrations/cloud) settle them with the same rules.
 */

/** Silent reading of English prose: Brysbaert 2019, "How many words do we read per minute?" */
const WORDS_PER_MINUTE = 238;

// What Postgres takes for white space: no-break spaces join words there, so they do here.
const SPACE = '\\t-\\r \\x85\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
const WORD = new RegExp(`[^${SPACE}!-/:-@\\[-\`{-~][^${SPACE}]*`, 'g');

/** Words of a markdown text: runs of non-spaces from the first character that is not ASCII punctuation on ("##" is none). */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** Whole minutes, rounded up; 0 for no words. */
export function readingMinutes(words: number): number {
  return Math.ceil(words / WORDS_PER_MINUTE);
}
