/**
 * The generation contract: arguments and answers of the functions in migrations/cloud (20261123005xxx) as JSON. Called by
 * desks (request, cancel), by n8n and the simulated worker (claim, progress, complete, fail) and by a timer (due work).
 * Times are ISO strings, money is GBP, ids are uuids. Refusals carry a SQLSTATE of shared/sync/refusal.ts.
 */
import type { Json } from '../sync/protocol.ts';
import type { EpisodeSource, ProjectMemory } from './json-shapes.ts';

export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';
export type JobStage = 'queued' | 'research' | 'writing' | 'review' | 'complete';
export type AiOperation = 'episode_generation' | 'chat' | 'research' | 'quality_check' | 'onboarding';

/**
 * What the Realtime event `generation` on `org:<organization_id>` says of a job: columns of episode_schedule_queue without the
 * lease token, the result and the attempts. A message may come late or twice: it counts only when
 * (attempt_count, progress_seq) is greater than what is known, in this order. Every change of the row raises one of the two.
 */
export interface PublicJob {
  id: string;
  organization_id: string;
  project_id: string;
  episode_id: string;
  requested_by: string | null;
  priority: number;
  generation_start_time: string;
  target_delivery_time: string | null;
  status: JobStatus;
  stage: JobStage;
  percent: number;
  message: string;
  eta_seconds: number | null;
  progress_seq: number;
  progress_at: string | null;
  attempt_count: number;
  max_attempts: number;
  next_retry_at: string | null;
  error_message: string | null;
  blocked_reason: string | null;
  cost_gbp: number;
  started_at: string | null;
  completed_at: string | null;
  rev: number;
  updated_at: string;
}

/** Answer of `request_generation`. `existing`: nothing was queued, this job was there (same key, or a live job). */
export type RequestAnswer = PublicJob & { job_id: string; existing: boolean };

/** Answer of `cancel_generation`; a second call answers the same. A completed or failed job is refused with SR409. */
export type CancelAnswer = PublicJob & { job_id: string };

/** A pending planning note of the project, the most urgent first; its id goes back in `GenerationResult.notes_used`. */
export interface ContextNote {
  id: string;
  content: string;
  scope: 'NEXT_EPISODE' | 'GENERAL' | 'TOPIC_REQUEST' | 'DEPTH_ADJUSTMENT';
  priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  author_id: string | null;
  episode_id: string | null;
  created_at: string;
}

/** One element of the answer of `claim_generation_jobs`: the lease and everything a generator needs. */
export interface ClaimedJob {
  job_id: string;
  lease_token: string;
  lease_expires_at: string;
  /** From 1; the attempt this lease is for. */
  attempt: number;
  max_attempts: number;
  organization_id: string;
  priority: number;
  target_delivery_time: string | null;
  project: {
    id: string;
    title: string;
    onboarding_brief: string;
    timezone: string;
    cadence_config: Json;
  };
  episode: {
    id: string;
    sequence_number: number;
    title: string;
    summary: string;
    scheduled_for: string | null;
  };
  /** Of the project itself and of agent_memories, the most important first, at most 50. */
  memories: ProjectMemory[];
  planning_notes: ContextNote[];
  /** The newest published episode of the project before this one. */
  previous_episode: {
    id: string;
    sequence_number: number;
    title: string;
    summary: string;
    published_at: string | null;
  } | null;
  limits: {
    daily_cost_limit_gbp: number;
    daily_remaining_gbp: number;
    episode_cost_limit_gbp: number;
    episode_remaining_gbp: number;
  };
}

/** Why a worker should stop. */
export type StopReason =
  | 'cancelled'
  | 'completed'
  | 'failed'
  | 'daily_cost_limit'
  | 'episode_cost_limit'
  | 'retry_later';

/**
 * Answer of `report_generation_progress`. With `continue: false` the lease is over: stop. The usage of the report was recorded
 * all the same; what was spent after it goes into a `fail_generation`, which then records it and does nothing else.
 */
export type ProgressAnswer =
  | { continue: true; reason: null | 'stale'; status: 'processing'; lease_expires_at: string }
  | { continue: false; reason: StopReason; status: JobStatus };

/** One AI call. `id` makes it count once however often it is sent. */
export interface UsageEntry {
  id?: string;
  operation: AiOperation;
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  cost_usd: number;
  cost_gbp: number;
}

export interface GeneratedBlock {
  /** Anything unknown is taken as MARKDOWN. */
  type?: 'MARKDOWN' | 'INSIGHT' | 'SIGNAL' | 'SCENARIO' | 'QUESTION';
  title?: string;
  content: string;
  /** 0 to 1 */
  confidence?: number | null;
  reasoning?: string;
  source_urls?: string[];
}

/**
 * `p_partial` of `report_generation_progress`: the text so far (the whole of it, each time), kept when the attempt ends
 * without completion, and the AI calls since the last report, which count against the limits at once.
 */
export interface PartialResult {
  title?: string;
  summary?: string;
  blocks?: GeneratedBlock[];
  usage?: UsageEntry[];
}

/** `p_result` of `complete_generation`. */
export interface GenerationResult {
  title: string;
  summary: string;
  /** At least one with text. */
  blocks: GeneratedBlock[];
  sources?: EpisodeSource[];
  /** The AI calls that no progress report has carried yet. */
  usage?: UsageEntry[];
  /** Left out: all notes of the claim. */
  notes_used?: string[];
}

/**
 * Answer of `complete_generation`. `duplicate`: it had been completed by this lease before, nothing was done.
 * Not accepted: the job was cancelled (or stopped by a limit) meanwhile; only the usage was recorded.
 */
export type CompletionAnswer =
  | { accepted: true; duplicate: boolean; status: 'completed'; job_id: string; episode_id: string }
  | { accepted: false; duplicate: boolean; status: JobStatus; reason: StopReason; job_id: string; episode_id: string };

/** `p_error` of `fail_generation`. The message is shown to producers. */
export interface GenerationError {
  message: string;
  code?: string;
  [detail: string]: Json | undefined;
}

/** Answer of `fail_generation`; a second call of the same lease answers the same and does nothing. */
export interface FailureAnswer {
  job_id: string;
  status: JobStatus;
  attempt: number;
  max_attempts: number;
  /** When it will be tried again; null when it will not. */
  next_retry_at: string | null;
}

/**
 * What one part of the due work did. `undone`: so many of its items failed; each is named in a warning of the database, and tried again
 * in the next minute. `error`: the part failed as a whole.
 */
export type DuePart<Counts> = (Counts & { undone?: number }) | { error: string };

/** Answer of `run_due_work`, which calls the others; each of those answers its own part. */
export interface DueWorkAnswer {
  expired: DuePart<{ retried: number; failed: number }>;
  chat: DuePart<{ expired: number }>;
  released: DuePart<{ released: number }>;
  delivered: DuePart<{ delivered: number }>;
  scheduled: DuePart<{ scheduled: number }>;
  notes: DuePart<{ expired: number; archived: number }>;
  /** Records of applied edits, after 90 days. */
  mutations: DuePart<{ forgotten: number }>;
  /** Versions of texts that their own author replaced on the same day, after 90 days. */
  versions: DuePart<{ thinned: number }>;
}
