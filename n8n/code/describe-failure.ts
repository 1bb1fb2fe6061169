import type { GenerationError, UsageEntry } from '../../shared/domain/generation.ts';
import { asText } from './as-text.ts';

/** What a node hands to its error output, or what a reading node found wrong. */
export interface FailedItem {
  failure?: GenerationError | null;
  error?: string | { message?: string; httpCode?: string | null };
}

/**
 * The arguments of `fail_generation` and `fail_chat_message` besides the lease. The usage is that of all calls of the attempt: entries that a report has
 * carried already are recognised by their id and count once.
 */
export function describeFailure(
  item: FailedItem,
  usage: UsageEntry[],
  who: 'generator' | 'assistant',
): { p_error: GenerationError; p_usage: UsageEntry[]; p_retryable: boolean } {
  const text = asText(typeof item.error === 'string' ? item.error : item.error?.message);
  const error = item.failure ?? {
    code: 'AGENT_FAILED',
    message: `The ${who} could not do its work: ${text || 'no reason was given'}`,
  };
  return { p_error: error, p_usage: usage, p_retryable: true };
}
