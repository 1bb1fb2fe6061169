/**
 * Counts that a page shows while somebody types; the cloud's triggers (count_block_words, sum_episode_words in
 * migrations/cloud) settle them with the same rules.
 */

/** Silent reading of English prose: Brysbaert 2019, "How many words do we read per minute?" */
const WORDS_PER_MINUTE = 238;

// What JavaScript takes for white space, and the next-line character, which Postgres adds.
const SPACE = '\\s\\x85';
const WORD = new RegExp(`[^${SPACE}!-/:-@\\[-\`{-~][^${SPACE}]*`, 'g');

/** Words of a markdown text: runs of non-spaces from the first character that is not ASCII punctuation on ("##" is none). */
export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** Whole minutes, rounded up; 0 for no words. */
export function readingMinutes(words: number): number {
  return Math.ceil(words / WORDS_PER_MINUTE);
}
