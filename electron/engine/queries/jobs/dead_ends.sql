-- Generations that go no further without a person: failed for good, or held back by a limit. The newest of each episode, while
-- nothing was asked for since and the episode has no finished text. What text it has is what trying again would take the place of.
select
  q.id,
  q.project_id,
  p.title as "project_title!",
  p.status as "project_status!",
  q.episode_id,
  e.title as "episode_title!",
  e.sequence_number as "episode_number!",
  exists (
    select from blocks b where b.episode_id = q.episode_id and b.deleted_at is null and b.content ~ '\S'
  ) as "has_text!",
  q.status,
  q.attempt_count,
  q.error_message,
  q.blocked_reason,
  q.cost_gbp,
  q.updated_at
from episode_schedule_queue q
join projects p on p.id = q.project_id and p.deleted_at is null
join episodes e on e.id = q.episode_id and e.deleted_at is null
where q.status in ('failed', 'blocked') and q.deleted_at is null
  and (q.status = 'blocked' or e.status <> 'PUBLISHED')
  and not exists (
    select from episode_schedule_queue newer
    where newer.episode_id = q.episode_id and newer.deleted_at is null and (newer.created_at, newer.id) > (q.created_at, q.id)
  )
  -- One that the cloud has taken is kept until its job is here.
  and not exists (
    select from generation_requests r where r.episode_id = q.episode_id and r.state in ('waiting', 'sending', 'accepted')
  )
order by q.updated_at desc, q.id
limit 50
