import { z } from 'zod';
import type { Store } from '../store/contract.ts';

/** What a `generation` broadcast says of a job (PublicJob in shared/domain/generation.ts); a newer cloud may say more. */
const publicJob = z.object({
  id: z.uuid(),
  status: z.string(),
  stage: z.string(),
  percent: z.int(),
  message: z.string(),
  eta_seconds: z.int().nullable(),
  progress_seq: z.int(),
  progress_at: z.string().nullable(),
  attempt_count: z.int(),
  max_attempts: z.int(),
  next_retry_at: z.string().nullable(),
  error_message: z.string().nullable(),
  blocked_reason: z.string().nullable(),
  cost_gbp: z.number(),
  started_at: z.string().nullable(),
  completed_at: z.string().nullable(),
});

/**
 * Shows progress that came by Realtime at once. Broadcasts may come twice and out of order: only a greater
 * (attempt_count, progress_seq) counts. `rev` stays as it is, so that the pull still brings the whole row. Answers false when
 * nothing was shown: the job is not here yet, this is old news, it is not a job, or the job is completed. "Made" is said of a
 * text that can be read here, and the text comes by the pull, with the job's row.
 */
export async function applyProgress(store: Store, payload: unknown): Promise<boolean> {
  const parsed = publicJob.safeParse(payload);
  if (!parsed.success || parsed.data.status === 'completed') return false;
  return store.transaction({ origin: 'engine' }, async (tx) => {
    const { rows } = await tx.query<{ shown: boolean }>('select show_job_progress($1::jsonb) as shown', [
      JSON.stringify(parsed.data),
    ]);
    return rows[0]?.shown === true;
  });
}
