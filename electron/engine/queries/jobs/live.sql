-- The organisation's queue: what is being made, what waits its turn and what is blocked, in the order workers take it.
select
  q.id,
  q.project_id,
  p.title as project_title,
  q.episode_id,
  e.title as episode_title,
  e.sequence_number as episode_number,
  q.requested_by,
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
  q.cost_gbp,
  q.generation_start_time,
  q.target_delivery_time,
  q.progress_at,
  q.started_at,
  q.created_at,
  q.updated_at
from episode_schedule_queue q
left join projects p on p.id = q.project_id
left join episodes e on e.id = q.episode_id
where q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null
order by q.status = 'processing' desc, q.priority desc, q.generation_start_time, q.id
limit 200
