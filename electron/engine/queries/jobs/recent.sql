-- Generations that ended, the last one first.
-- @type attempts JobAttempt[] from domain/json-shapes.ts
select
  q.id,
  q.project_id,
  p.title as project_title,
  q.episode_id,
  e.title as episode_title,
  e.sequence_number as episode_number,
  q.requested_by,
  u.name as requested_by_name,
  q.status,
  q.stage,
  q.attempt_count,
  q.error_message,
  q.attempts,
  q.cost_gbp,
  q.started_at,
  coalesce(q.completed_at, q.updated_at) as "ended_at!"
from episode_schedule_queue q
left join projects p on p.id = q.project_id
left join episodes e on e.id = q.episode_id
left join users u on u.id = q.requested_by
where q.status in ('completed', 'failed', 'cancelled') and q.deleted_at is null
order by coalesce(q.completed_at, q.updated_at) desc, q.id
limit 30
