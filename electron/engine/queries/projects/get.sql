-- One project's page; no row when it is gone.
-- @type cadence_config CadenceConfig from ipc/commands.ts
-- @type memories ProjectMemory[] from domain/json-shapes.ts
select
  p.id,
  p.title,
  p.onboarding_brief,
  p.cadence_config,
  p.timezone,
  p.memories,
  p.status,
  p.paused_at,
  p.next_scheduled_at,
  p.last_episode_at,
  p.rev,
  p.created_at,
  p.updated_at,
  p.updated_by,
  u.name as updated_by_name,
  p.deleted_at
from projects p
left join users u on u.id = p.updated_by
where p.id = :id::uuid
limit 1
