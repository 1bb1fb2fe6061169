-- An episode's generation jobs, newest first: the first one is what is going on, the rest is its history.
-- @type attempts JobAttempt[] from domain/json-shapes.ts
select
  q.id,
  q.project_id,
  q.episode_id,
  q.requested_by,
  u.name as requested_by_name,
  q.priority,
  q.status,
  q.stage,
  q.percent,
  q.message,
  q.eta_seconds,
  q.attempt_count,
  q.max_attempts,
  q.next_retry_at,
  q.error_message,
  q.blocked_reason,
  q.attempts,
  q.cost_gbp,
  q.generation_start_time,
  q.target_delivery_time,
  q.progress_at,
  q.started_at,
  q.completed_at,
  q.created_at,
  q.updated_at
from episode_schedule_queue q
left join users u on u.id = q.requested_by
where q.episode_id = :episode_id::uuid and q.deleted_at is null
order by q.created_at desc, q.id desc
limit 20
