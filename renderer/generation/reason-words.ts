import type { QueryRow } from '../../shared/ipc/contract.ts';
import { asSentence } from './as-sentence.ts';

/** Why a generation failed, as a sentence. */
export function failureReason({ error_message }: { error_message: string | null }): string {
  return asSentence(error_message || 'no reason was given');
}

/** That an attempt failed, of how many, and why. */
export function failedWords(
  job: Pick<QueryRow<'jobs.of_episode'>, 'attempt_count' | 'max_attempts' | 'error_message'>,
): string {
  return `Attempt ${job.attempt_count} of ${job.max_attempts} failed: ${failureReason(job)}`;
}

/** Why the cloud did not accept a request, and what to do. */
export function refusalWords({ error }: Pick<QueryRow<'generation.requests'>, 'error'>): string {
  const words = [error?.message, error?.hint].map((part) => asSentence(part ?? '')).filter((part) => part !== '');
  return words.join(' ') || 'The cloud did not accept the request.';
}
