/** The worker's side of the generation contract: the public functions over REST, and nothing else. */
import { createClient } from '@supabase/supabase-js';
import type { ChatAnswer, ClaimedQuestion } from '../../shared/domain/chat.ts';
import type {
  ClaimedJob,
  CompletionAnswer,
  FailureAnswer,
  GenerationError,
  GenerationResult,
  PartialResult,
  ProgressAnswer,
  UsageEntry,
} from '../../shared/domain/generation.ts';

export interface Progress {
  stage: 'research' | 'writing' | 'review';
  percent: number;
  message: string;
  etaSeconds: number;
  partial: PartialResult;
  seq: number;
}

export interface WorkerCalls {
  claim(limit: number): Promise<ClaimedJob[]>;
  report(job: ClaimedJob, progress: Progress): Promise<ProgressAnswer>;
  complete(job: ClaimedJob, result: GenerationResult): Promise<CompletionAnswer>;
  fail(job: ClaimedJob, error: GenerationError, usage: UsageEntry[]): Promise<FailureAnswer>;
  claimChat(limit: number): Promise<ClaimedQuestion[]>;
  completeChat(question: ClaimedQuestion, answer: ChatAnswer): Promise<void>;
  failChat(question: ClaimedQuestion, error: GenerationError, usage: UsageEntry[]): Promise<void>;
}

/** What the cloud answered instead; `status` 0 means that it could not be reached. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

// Three minutes without a sign of life; the slowest step of a run at real speed takes 25 seconds.
const LEASE_SECONDS = 180;
// A model answers within a minute or not at all.
const CHAT_LEASE_SECONDS = 90;

export function createWorkerCalls(options: {
  url: string;
  publishableKey: string;
  token: () => Promise<string>;
  name: string;
  signal: AbortSignal;
}): WorkerCalls {
  const client = createClient(options.url, options.publishableKey, { accessToken: options.token });
  const call = async <Answer>(name: string, parameters: object): Promise<Answer> => {
    const { data, error, status } = await client.rpc(name, parameters).abortSignal(options.signal);
    if (error !== null) throw new CallRefused(error.code, error.message, status);
    return data;
  };
  const leaseOf = (job: ClaimedJob) => ({ p_job_id: job.job_id, p_lease_token: job.lease_token });
  const leaseOfQuestion = (of: ClaimedQuestion) => ({ p_message_id: of.message_id, p_lease_token: of.lease_token });
  return {
    claim: (limit) =>
      call('claim_generation_jobs', { p_worker: options.name, p_limit: limit, p_lease_seconds: LEASE_SECONDS }),
    report: (job, { stage, percent, message, etaSeconds, partial, seq }) =>
      call('report_generation_progress', {
        ...leaseOf(job),
        p_stage: stage,
        p_percent: percent,
        p_message: message,
        p_eta_seconds: etaSeconds,
        p_partial: partial,
        p_seq: seq,
      }),
    complete: (job, result) => call('complete_generation', { ...leaseOf(job), p_result: result }),
    claimChat: (limit) =>
      call('claim_chat_messages', { p_worker: options.name, p_limit: limit, p_lease_seconds: CHAT_LEASE_SECONDS }),
    completeChat: (question, answer) =>
      call('complete_chat_message', { ...leaseOfQuestion(question), p_answer: answer }),
    failChat: (question, error, usage) =>
      call('fail_chat_message', { ...leaseOfQuestion(question), p_error: error, p_usage: usage }),
    fail: (job, error, usage) => call('fail_generation', { ...leaseOf(job), p_error: error, p_usage: usage }),
  };
}
