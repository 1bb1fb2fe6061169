-- Rows as the search index takes them; a row that is deleted or gone is not among them. Only rows of this desk: [id].
-- @type kind 'project' | 'episode' | 'note' | 'block'
select document.kind as "kind!", document.id as "id!", document.project_id as "project_id!", document.episode_id,
  document.status as "status!", (extract(epoch from document.updated_at) * 1000)::float8 as "at!",
  document.rev || ' ' || extract(epoch from document.updated_at) as "stamp!", document.title as "title!", document.body as "body!"
from jsonb_array_elements_text(:ids::jsonb) as asked (id)
cross join lateral (
  select 'project' as kind, p.id, p.id as project_id, null::uuid as episode_id, p.status::text, p.updated_at, p.rev, p.title, p.onboarding_brief as body
  from projects p where :kind::text = 'project' and p.id = asked.id::uuid and p.deleted_at is null
  union all
  select 'episode', e.id, e.project_id, null, e.status::text, e.updated_at, e.rev, e.title, e.summary
  from episodes e where :kind::text = 'episode' and e.id = asked.id::uuid and e.deleted_at is null
  union all
  select 'note', n.id, n.project_id, null, n.status::text, n.updated_at, n.rev, '', n.content
  from planning_notes n where :kind::text = 'note' and n.id = asked.id::uuid and n.deleted_at is null
  union all
  select 'block', b.id, e.project_id, b.episode_id, '', b.updated_at, b.rev, b.title, b.content
  from blocks b join episodes e on e.id = b.episode_id where :kind::text = 'block' and b.id = asked.id::uuid and b.deleted_at is null
) document
limit 1000
