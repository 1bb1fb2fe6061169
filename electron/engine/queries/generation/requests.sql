-- Requests to generate or to cancel that this machine has yet to hand over, or that were refused.
-- @type error RefusalDetail from sync/protocol.ts
select
  r.id,
  r.episode_id,
  e.title as episode_title,
  e.project_id,
  p.title as project_title,
  r.action,
  r.priority,
  r.state,
  r.error,
  r.created_at
from generation_requests r
left join episodes e on e.id = r.episode_id
left join projects p on p.id = e.project_id
where r.state <> 'accepted'
order by r.created_at, r.id
limit 100
