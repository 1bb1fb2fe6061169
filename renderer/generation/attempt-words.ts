import type { JobAttempt } from '../../shared/domain/json-shapes.ts';
import { money } from '../components/times.ts';

const OUTCOMES: { [outcome: string]: string } = {
  completed: 'done',
  failed: 'failed',
  expired: 'no sign of life',
  cancelled: 'cancelled',
  blocked: 'held back',
};

/** How an attempt ended, in a word or two. */
export function outcomeWords(attempt: JobAttempt): string {
  return OUTCOMES[attempt.outcome] ?? attempt.outcome;
}

/** "Writing · 95 s · £0.12 · The model is overloaded.": how far it came, how long it took, what it cost and why it ended. */
export function attemptDetail(attempt: JobAttempt): string {
  const parts: string[] = [];
  if (attempt.outcome !== 'completed' && attempt.stage !== null && attempt.stage !== 'queued') {
    parts.push(`in ${attempt.stage}`);
  }
  if (attempt.started_at !== null && attempt.ended_at !== null) {
    parts.push(durationWords(Date.parse(attempt.ended_at) - Date.parse(attempt.started_at)));
  }
  if (attempt.cost_gbp > 0) parts.push(money(attempt.cost_gbp));
  const reason = reasonOf(attempt);
  if (reason !== null) parts.push(reason);
  return parts.join(' · ');
}

/** "95 s", "3 min 12 s" */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A worker sends an error as it likes; the functions of the queue keep it as an object with a message. */
function reasonOf({ error }: JobAttempt): string | null {
  if (typeof error === 'string' && error !== '') return error;
  if (error === null || typeof error !== 'object' || Array.isArray(error)) return null;
  return typeof error.message === 'string' && error.message !== '' ? error.message : null;
}
