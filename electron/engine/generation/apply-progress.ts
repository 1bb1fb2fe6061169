import { z } from 'zod';
import type { Store } from '../store/contract.ts';

/** What a `generation` broadcast says of a job; the same columns are pulled later. */
const progress = z.object({
  id: z.uuid(),
  status: z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled', 'blocked']),
  stage: z.enum(['queued', 'research', 'writing', 'review', 'complete']),
  percent: z.int().min(0).max(100),
  message: z.string(),
  eta_seconds: z.int().nullable(),
  progress_seq: z.int(),
  progress_at: z.string().nullable().optional(),
});

/**
 * Shows progress that came by Realtime at once. Broadcasts may come twice and out of order: only a greater `progress_seq`
 * counts, and nothing here outranks the row that a pull brings. False when the job is not here yet or this is not progress.
 */
export async function applyProgress(store: Store, payload: unknown): Promise<boolean> {
  const parsed = progress.safeParse(payload);
  if (!parsed.success) return false;
  const job = parsed.data;
  return store.transaction({ origin: 'sync' }, async (tx) => {
    const { affected } = await tx.query(
      `update episode_schedule_queue
       set status = $2::generation_job_status, stage = $3::generation_stage, percent = $4, message = $5, eta_seconds = $6,
         progress_seq = $7, progress_at = coalesce($8::timestamptz, progress_at)
       where id = $1::uuid and progress_seq < $7`,
      [
        job.id,
        job.status,
        job.stage,
        job.percent,
        job.message,
        job.eta_seconds,
        job.progress_seq,
        job.progress_at ?? null,
      ],
    );
    return affected > 0;
  });
}
