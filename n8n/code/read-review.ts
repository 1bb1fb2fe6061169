import type { GenerationError } from '../../shared/domain/generation.ts';
import { asText } from './as-text.ts';

export interface Review {
  failure: GenerationError | null;
}

/** What the review agent decided; an answer that says neither yes nor no is no approval. */
export function readReview(read: { [key: string]: unknown } | null): Review {
  if (read?.approved === true) return { failure: null };
  const problems = Array.isArray(read?.problems) ? read.problems.map(asText).filter((one) => one !== '') : [];
  const message =
    read?.approved === false
      ? `The review agent stopped the episode: ${problems.join('; ') || 'it gave no reason'}.`
      : 'The review agent gave an answer without a decision.';
  return { failure: { code: 'REVIEW_REJECTED', message, stage: 'review' } };
}
