/**
 * The contract with whoever answers a chat (n8n, the simulated worker): shapes of the arguments and answers of the functions
 * claim_chat_messages, complete_chat_message and fail_chat_message in migrations/cloud.
 */
import type { UsageEntry } from './generation.ts';
import type { EpisodeSource } from './json-shapes.ts';

/** A question with all that its answer may be made from. */
export interface ClaimedQuestion {
  message_id: string;
  lease_token: string;
  lease_expires_at: string;
  attempt: number;
  organization_id: string;
  question: string;
  project: { id: string; title: string; onboarding_brief: string; planning_notes: string[] } | null;
  episode: { id: string; title: string; summary: string; sources: EpisodeSource[]; text: string } | null;
  /** What was said before, oldest first. */
  history: { role: 'user' | 'assistant'; content: string }[];
}

/** `p_answer` of `complete_chat_message`. */
export interface ChatAnswer {
  /** Markdown. */
  content: string;
  /** What the next episode should hear of it, 240 characters at most. */
  suggested_note?: string;
  usage?: UsageEntry[];
}
