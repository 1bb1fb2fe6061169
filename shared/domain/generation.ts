/**
 * What the generation functions (migrations/cloud) take and give, as JSON. n8n, the simulated worker and the desk are their
 * callers. Types only.
 */

export type GenerationStage = 'queued' | 'research' | 'writing' | 'review' | 'complete';
export type GenerationJobStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'blocked';

/** Answer of `request_generation` and `cancel_generation`; `created` is false when an earlier request's job was given back. */
export interface RequestedJob {
  job_id: string;
  episode_id: string;
  status: GenerationJobStatus;
  created: boolean;
}

/** An element of the array that `claim_generation_jobs` answers: all that a generator needs. */
export interface ClaimedJob {
  job_id: string;
  lease_token: string;
  /** ISO time at which the lease ends unless progress is reported. */
  lease_expires_at: string;
  /** 1 for the first try. */
  attempt: number;
  max_attempts: number;
  organization_id: string;
  episode: { id: string; sequence_number: number; title: string; scheduled_for: string | null };
  project: { id: string; title: string; brief: string; timezone: string };
  memories: { content: string; importance: number; source: string }[];
  /** Pending and acknowledged notes that this episode should heed, most urgent first. */
  notes: { id: string; content: string; scope: string; priority: string }[];
  previous_episode: { title: string; summary: string; sequence_number: number } | null;
  /** What may still be spent. GBP. */
  limits: { episode_left_gbp: number; day_left_gbp: number };
}

/** Answer of `report_generation_progress`. A worker that reads `continue: false` stops and reports nothing more. */
export interface ProgressAnswer {
  continue: boolean;
  reason: null | 'cancelled' | 'finished' | 'episode-cost-limit' | 'daily-cost-limit';
}

export interface TokenUsage {
  operation: 'episode_generation' | 'chat' | 'research' | 'quality_check' | 'onboarding';
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  cost_usd: number;
  cost_gbp: number;
}

export interface GeneratedBlock {
  type: 'MARKDOWN' | 'INSIGHT' | 'SIGNAL' | 'SCENARIO' | 'QUESTION';
  title: string;
  content: string;
  confidence?: number;
  reasoning?: string;
  source_urls?: string[];
}

/** `p_result` of `complete_generation`. */
export interface GenerationResult {
  title: string;
  summary: string;
  blocks: GeneratedBlock[];
  sources: { title: string; url: string; credibility: number }[];
  usage: TokenUsage[];
  notes_used: string[];
}

/** Text delivered before the end: `p_partial` of `report_generation_progress`. Kept as PARTIAL when the attempt dies. */
export interface PartialResult {
  title?: string;
  summary?: string;
  blocks?: GeneratedBlock[];
  /** What the steps so far cost, so that the limits can be checked; the whole usage comes again with the end. */
  cost_gbp?: number;
}

/** `p_error` of `fail_generation`. */
export interface GenerationFailure {
  stage?: GenerationStage;
  message: string;
  code?: string;
}

/** Payload of the broadcast event `generation`: the job's public fields. */
export interface GenerationEvent {
  id: string;
  organization_id: string;
  project_id: string;
  episode_id: string;
  status: GenerationJobStatus;
  stage: GenerationStage;
  percent: number;
  message: string;
  eta_seconds: number | null;
  progress_seq: number;
  attempt_count: number;
  error_message: string | null;
  blocked_reason: string | null;
  rev: number;
  updated_at: string;
}
