/** Shapes of the jsonb columns, as the migrations describe them. Times are ISO strings. */
import type { Json } from '../sync/protocol.ts';

/** One entry of `projects.memories`. */
export interface ProjectMemory {
  id: string;
  content: string;
  source: 'onboarding' | 'feedback' | 'interaction';
  /** 0 to 1 */
  importance: number;
  created_at: string;
}

/** One entry of `episodes.sources`. */
export interface EpisodeSource {
  /** Missing in what a generation wrote (see episode-sources.ts). */
  id?: string;
  title: string;
  url: string;
  /** 0 to 1 */
  credibility?: number | null;
}

/** `chat_messages.metadata`. */
export interface ChatMetadata {
  /** Of an answer: what the assistant would tell the next episode, 240 characters at most. */
  suggested_note?: string;
}

/** One entry of `episodes.generation_errors`. */
export interface GenerationFailure {
  time: string;
  attempt: number;
  stage: string | null;
  error: Json;
}

/** One entry of `episode_schedule_queue.attempts`. */
export interface JobAttempt {
  attempt: number;
  worker: string | null;
  started_at: string | null;
  ended_at: string | null;
  outcome: string;
  stage: string | null;
  error: Json;
  cost_gbp: number;
}

/** `token_usage_daily.by_operation`. */
export type UsageByOperation = { [operation: string]: { calls: number; tokens: number; cost_gbp: number } };
