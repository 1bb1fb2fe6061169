import { z } from 'zod';
import type { Store } from '../store/contract.ts';
import { type CallFailure, classifyFailure } from '../sync/classify-failure.ts';
import type { CallResult, CloudClient } from '../sync/cloud-client.ts';
import type { StepResult } from '../sync/lane-result.ts';

interface StoredRequest {
  id: string;
  episode_id: string;
  action: 'request' | 'cancel';
  priority: number | null;
}

const accepted = z.object({ job_id: z.uuid() });

/**
 * Hands the oldest request to generate or to cancel over to the cloud, one a step. Its id is the idempotency key, so that one
 * whose answer was lost is asked again and done once. A request waits until every edit made before it has arrived: what the
 * producer wrote is what the generator reads.
 */
export async function sendNextRequest(store: Store, cloud: CloudClient): Promise<StepResult> {
  const { rows } = await store.query<StoredRequest>(
    `select r.id::text as id, r.episode_id::text as episode_id, r.action, r.priority from generation_requests r
     where r.state in ('waiting', 'sending')
       and not exists (select from outbox o where o.state <> 'parked' and o.created_at <= r.created_at)
       and not exists (select from outbox o where o.state = 'parked' and o.op = 'insert' and o.row_id = r.episode_id::text)
     order by r.created_at, r.id limit 1`,
  );
  const request = rows[0];
  if (request === undefined) return { outcome: 'idle' };
  // Durable before the call: withdrawing it from now on takes a cancellation.
  await setState(store, 'record', request.id, { state: 'sending' });
  const answer = request.action === 'request' ? await ask(cloud, request) : await cancel(store, cloud, request);
  if (answer.ok) {
    const job = accepted.safeParse(answer.data);
    await setState(store, 'engine', request.id, { state: 'accepted', jobId: job.success ? job.data.job_id : null });
    return { outcome: 'done', more: true };
  }
  if (classifyFailure(answer.failure) !== 'person') return { outcome: 'failed', failure: answer.failure };
  await setState(store, 'record', request.id, { state: 'refused', failure: answer.failure });
  return { outcome: 'done', more: true };
}

function ask(cloud: CloudClient, request: StoredRequest): Promise<CallResult> {
  return cloud.call('request_generation', {
    p_episode_id: request.episode_id,
    p_idempotency_key: request.id,
    ...(request.priority !== null && { p_priority: request.priority }),
  });
}

async function cancel(store: Store, cloud: CloudClient, request: StoredRequest): Promise<CallResult> {
  const { rows } = await store.query<{ job_id: string }>(
    `select job_id::text as job_id from (
       select q.id as job_id, q.created_at from episode_schedule_queue q
       where q.episode_id = $1::uuid and q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null
       union all
       select r.job_id, r.created_at from generation_requests r where r.episode_id = $1::uuid and r.job_id is not null
     ) job order by created_at desc limit 1`,
    [request.episode_id],
  );
  const job = rows[0];
  // Nothing runs any more: what was wanted is so.
  if (job === undefined) return { ok: true, data: null };
  return cloud.call('cancel_generation', { p_job_id: job.job_id });
}

type NewState =
  | { state: 'sending' }
  | { state: 'accepted'; jobId: string | null }
  | { state: 'refused'; failure: CallFailure };

async function setState(store: Store, origin: 'record' | 'engine', id: string, next: NewState): Promise<void> {
  const error =
    next.state === 'refused'
      ? { code: next.failure.code, message: next.failure.message, hint: next.failure.hint }
      : null;
  await store.transaction({ origin }, (tx) =>
    tx.query('update generation_requests set state = $2, job_id = $3::uuid, error = $4::jsonb where id = $1::uuid', [
      id,
      next.state,
      next.state === 'accepted' ? next.jobId : null,
      error === null ? null : JSON.stringify(error),
    ]),
  );
}
