-- The desk's first page: every project with what is going on in it. A plan allows few projects, so 500 is all of them.
-- @type cadence_config CadenceConfig from ipc/commands.ts
select
  p.id,
  p.title,
  p.status,
  p.timezone,
  p.cadence_config,
  p.paused_at,
  p.next_scheduled_at,
  p.last_episode_at,
  p.created_at,
  p.updated_at,
  (select count(*) from episodes e where e.project_id = p.id and e.deleted_at is null) as "episode_count!",
  (select count(*) from planning_notes n where n.project_id = p.id and n.deleted_at is null and n.status = 'pending') as "pending_note_count!",
  job.id as live_job_id,
  job.episode_id as live_job_episode_id,
  job.status as live_job_status,
  job.stage as live_job_stage,
  job.percent as live_job_percent,
  job.message as live_job_message,
  latest.id as latest_episode_id,
  latest.title as latest_episode_title,
  latest.sequence_number as latest_episode_number,
  latest.status as latest_episode_status,
  latest.scheduled_for as latest_episode_scheduled_for,
  latest.published_at as latest_episode_published_at
from projects p
left join lateral (
  select * from episodes e where e.project_id = p.id and e.deleted_at is null order by e.sequence_number desc, e.id desc limit 1
) latest on true
left join lateral (
  select * from episode_schedule_queue q
  where q.project_id = p.id and q.status in ('pending', 'processing') and q.deleted_at is null
  order by q.status desc, q.created_at, q.id limit 1
) job on true
where p.deleted_at is null
order by p.status, lower(p.title), p.id
limit 500
