-- What the search index found, as it is now: [{kind, id}] in, the rows that are still there out.
-- @type kind 'project' | 'episode' | 'note' | 'block'
select hit.kind as "kind!", hit.id as "id!", hit.project_id as "project_id!", p.title as "project_title!", hit.episode_id,
  hit.title as "title!", hit.body as "body!", hit.status as "status!", hit.updated_at as "updated_at!"
from jsonb_to_recordset(:hits::jsonb) as asked (kind text, id uuid)
cross join lateral (
  select 'project' as kind, p.id, p.id as project_id, null::uuid as episode_id, p.title, p.onboarding_brief as body, p.status::text, p.updated_at
  from projects p where asked.kind = 'project' and p.id = asked.id and p.deleted_at is null
  union all
  select 'episode', e.id, e.project_id, e.id, e.title, e.summary, e.status::text, e.updated_at
  from episodes e where asked.kind = 'episode' and e.id = asked.id and e.deleted_at is null
  union all
  select 'note', n.id, n.project_id, n.episode_id, '', n.content, n.status::text, n.updated_at
  from planning_notes n where asked.kind = 'note' and n.id = asked.id and n.deleted_at is null
  union all
  select 'block', b.id, e.project_id, e.id, coalesce(nullif(b.title, ''), e.title), b.content, e.status::text, b.updated_at
  from blocks b join episodes e on e.id = b.episode_id and e.deleted_at is null
  where asked.kind = 'block' and b.id = asked.id and b.deleted_at is null
) hit
join projects p on p.id = hit.project_id and p.deleted_at is null
limit 200
