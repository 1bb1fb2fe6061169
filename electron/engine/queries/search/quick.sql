-- Finds a piece of text in titles, notes and blocks, best kind of hit first. A plain scan: a desk holds few enough rows.
-- @type kind 'project' | 'episode' | 'note' | 'block'
with needle as (
  select lower(:text::text) as word, '%' || replace(replace(replace(:text::text, '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern
)
select hit.rank as "rank!", hit.kind as "kind!", hit.id as "id!", hit.project_id, hit.episode_id, hit.title as "title!", hit.snippet as "snippet!", hit.updated_at as "updated_at!"
from (
  (select 1 as rank, 'project' as kind, p.id, p.id as project_id, null::uuid as episode_id, p.title, '' as snippet, p.updated_at
   from projects p, needle where p.deleted_at is null and p.title ilike needle.pattern
   order by p.updated_at desc limit 20)
  union all
  (select 2, 'episode', e.id, e.project_id, e.id, e.title, left(e.summary, 160), e.updated_at
   from episodes e, needle where e.deleted_at is null and (e.title ilike needle.pattern or e.summary ilike needle.pattern)
   order by e.updated_at desc limit 20)
  union all
  (select 3, 'note', n.id, n.project_id, n.episode_id, p.title, n.content, n.updated_at
   from planning_notes n join projects p on p.id = n.project_id, needle
   where n.deleted_at is null and p.deleted_at is null and n.content ilike needle.pattern
   order by n.updated_at desc limit 20)
  union all
  (select 4, 'block', b.id, e.project_id, e.id, coalesce(nullif(b.title, ''), e.title),
     substr(b.content, greatest(1, position(needle.word in lower(b.content)) - 60), 160), b.updated_at
   from blocks b join episodes e on e.id = b.episode_id, needle
   where b.deleted_at is null and e.deleted_at is null and b.content ilike needle.pattern
   order by b.updated_at desc limit 20)
) hit
order by hit.rank, hit.updated_at desc, hit.id
limit 20
