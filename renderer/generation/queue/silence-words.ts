import type { LiveJob } from './queue-groups.ts';

const MINUTE_MS = 60_000;
/** A worker that is silent for so long is worth a word. */
const WORTH_A_WORD_MS = 2 * MINUTE_MS;

/** A worker that is silent is given up by the cloud after a while; people should know before. Null while it says something. */
export function silenceWords(
  { progress_at, attempt_count, max_attempts }: Pick<LiveJob, 'progress_at' | 'attempt_count' | 'max_attempts'>,
  now: number,
): string | null {
  const silence = progress_at === null ? 0 : now - Date.parse(progress_at);
  if (silence <= WORTH_A_WORD_MS) return null;
  const again = attempt_count < max_attempts ? ', and it is tried again later' : '';
  return `No news for ${Math.floor(silence / MINUTE_MS)} minutes; after 15 this attempt counts as failed${again}.`;
}
