-- Requests to generate or to cancel of this machine: what it has yet to hand over, what the cloud has taken while nothing here shows
-- it yet, and what was refused. `refusal_stands` says that the episode still waits for a person because its request was refused: it
-- is there, and no job of it has come of another request since. Its text is what asking again would take the place of.
-- @type error RefusalDetail from sync/protocol.ts
select
  r.id,
  r.episode_id,
  e.title as episode_title,
  e.sequence_number as episode_number,
  exists (
    select from blocks b where b.episode_id = r.episode_id and b.deleted_at is null and b.content ~ '\S'
  ) as "has_text!",
  e.project_id,
  p.title as project_title,
  p.status as project_status,
  r.action,
  r.priority,
  r.state,
  r.error,
  r.created_at,
  (
    r.action = 'request' and r.state = 'refused'
    and e.id is not null and e.deleted_at is null and p.id is not null and p.deleted_at is null
    -- One that was cancelled since made nothing: a project that is paused cancels what it had planned.
    and not exists (
      select from episode_schedule_queue q
      where q.episode_id = r.episode_id and q.deleted_at is null and (
        q.status in ('pending', 'processing', 'blocked')
        or q.status = 'failed' and q.created_at > r.created_at
        or q.status = 'completed' and q.updated_at > r.created_at
      )
    )
  ) as "refusal_stands!"
from generation_requests r
left join episodes e on e.id = r.episode_id
left join projects p on p.id = e.project_id
where r.state <> 'accepted'
  or not exists (
    -- Its job shows it, though the pull that clears it away is still to come.
    select from episode_schedule_queue q
    where q.id = r.job_id and (
      q.status in ('completed', 'failed', 'cancelled')
      or r.action = 'request' and q.status in ('processing', 'blocked')
    )
  )
  and not exists (
    -- Its job is nowhere: the cloud was set back since.
    select from generation_requests c
    where c.episode_id = r.episode_id and c.action = 'cancel' and c.state = 'refused' and c.created_at > r.created_at
  )
order by r.created_at, r.id
limit 100
