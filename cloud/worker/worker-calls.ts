/** The worker's side of the generation contract: the public functions over REST, and nothing else. */
import { createClient } from '@supabase/supabase-js';
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
    fail: (job, error, usage) => call('fail_generation', { ...leaseOf(job), p_error: error, p_usage: usage }),
  };
}
