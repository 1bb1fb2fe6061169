-- A project's episodes, newest first, each with its live job and a request that still waits on this machine. One page: behind
-- `after` up to and with `until`, each [sequence_number, id] or null for the end of the list (renderer/live-pages).
select
  e.id,
  e.project_id,
  e.sequence_number,
  e.title,
  e.summary,
  e.status,
  e.scheduled_for,
  e.published_at,
  e.delivered_at,
  e.reading_minutes,
  e.word_count,
  e.generation_attempts,
  e.rev,
  e.created_at,
  e.updated_at,
  job.id as live_job_id,
  job.status as live_job_status,
  job.stage as live_job_stage,
  job.percent as live_job_percent,
  job.message as live_job_message,
  job.eta_seconds as live_job_eta_seconds,
  request.state as request_state
from episodes e
left join lateral (
  select * from episode_schedule_queue q
  where q.episode_id = e.id and q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null
  order by q.created_at desc, q.id desc limit 1
) job on true
left join lateral (
  select * from generation_requests r
  where r.episode_id = e.id and r.action = 'request' and r.state in ('waiting', 'sending', 'refused')
  order by r.created_at desc, r.id desc limit 1
) request on true
where e.project_id = :project_id::uuid and e.deleted_at is null
  and (e.sequence_number, e.id) < (
    coalesce((:after::jsonb ->> 0)::int4, 2147483647), coalesce((:after::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  and (e.sequence_number, e.id) >= (
    coalesce((:until::jsonb ->> 0)::int4, -2147483648), coalesce((:until::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000'))
order by e.sequence_number desc, e.id desc
limit 36
