/** How far a source can be trusted, in a word: people read "0.7" differently, and a colour not at all. */
export type Credibility = 'high' | 'good' | 'mixed' | 'low' | 'unrated';

/** The least value of each word; 0 to 1, as the review agent rates. */
const LEAST = { high: 0.8, good: 0.6, mixed: 0.4 } as const;

export function credibilityOf(value: number | null | undefined): Credibility {
  if (value === null || value === undefined || Number.isNaN(value)) return 'unrated';
  if (value >= LEAST.high) return 'high';
  if (value >= LEAST.good) return 'good';
  return value >= LEAST.mixed ? 'mixed' : 'low';
}

const WORDS: Record<Credibility, string> = {
  high: 'High',
  good: 'Good',
  mixed: 'Mixed',
  low: 'Low',
  unrated: 'Not rated',
};

/** "High, 84 %": the word and the number, as the reading view and every export say it. */
export function credibilityWords(value: number | null | undefined): string {
  const word = WORDS[credibilityOf(value)];
  return value === null || value === undefined ? word : `${word}, ${Math.round(value * 100)} %`;
}
