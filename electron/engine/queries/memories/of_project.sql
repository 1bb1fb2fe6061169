-- What a project's agents remember, the weightiest first: what stands in the project, and what the cloud has moved into rows of its own
-- since they were many. One that is in both places is shown as it stands in the project: an edit has brought it back there.
-- The generation leaves out what is past its time, so it is not listed; it reads the first 50 (migrations/cloud, generation_context).
-- @type memory ProjectMemory from domain/json-shapes.ts
select m.memory as "memory!"
from (
  select memory
  from projects p cross join lateral jsonb_array_elements(p.memories) memory
  where p.id = :project_id::uuid
  union all
  select jsonb_build_object(
    'id', a.id, 'content', a.content, 'importance', a.importance, 'created_at', a.created_at,
    'source', case when a.source in ('onboarding', 'feedback') then a.source else 'interaction' end
  )
  from agent_memories a
  where a.project_id = :project_id::uuid and a.deleted_at is null and (a.expires_at is null or a.expires_at > now())
    and not exists (
      select from projects p where p.id = a.project_id and p.memories @> jsonb_build_array(jsonb_build_object('id', a.id))
    )
) m
order by
  case when jsonb_typeof(m.memory -> 'importance') = 'number' then (m.memory ->> 'importance')::numeric end desc nulls last,
  m.memory ->> 'created_at', m.memory ->> 'id'
limit 1000
