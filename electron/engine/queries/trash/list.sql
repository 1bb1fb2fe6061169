-- What was removed and can be restored, newest first.
-- @type kind 'project' | 'episode' | 'block' | 'note'
select deleted.kind as "kind!", deleted.id as "id!", deleted.title as "title!", deleted.project_id, deleted.episode_id,
  deleted.deleted_at as "deleted_at!", deleted.deleted_by, u.name as deleted_by_name
from (
  (select 'project' as kind, p.id, p.title, p.id as project_id, null::uuid as episode_id, p.deleted_at, p.deleted_by
   from projects p where p.deleted_at is not null order by p.deleted_at desc limit 100)
  union all
  (select 'episode', e.id, e.title, e.project_id, e.id, e.deleted_at, e.deleted_by
   from episodes e where e.deleted_at is not null order by e.deleted_at desc limit 100)
  union all
  (select 'block', b.id, coalesce(nullif(b.title, ''), left(b.content, 80)), e.project_id, b.episode_id, b.deleted_at, b.deleted_by
   from blocks b left join episodes e on e.id = b.episode_id where b.deleted_at is not null order by b.deleted_at desc limit 100)
  union all
  (select 'note', n.id, n.content, n.project_id, n.episode_id, n.deleted_at, n.deleted_by
   from planning_notes n where n.deleted_at is not null order by n.deleted_at desc limit 100)
) deleted
left join users u on u.id = deleted.deleted_by
order by deleted.deleted_at desc, deleted.id
limit 100
