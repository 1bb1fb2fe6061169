-- What was removed and can be restored, newest first, with what it stands in, which may be in the bin itself. A text is named by its
-- beginning, longer than a line: the page cuts it. One page: behind `after` up to and with `until`, each [deleted_at, id] or null
-- for the end of the list (renderer/live-pages).
-- What a row is called and stands in is read of those that are shown: each kind may have a page of its own.
-- @type kind 'project' | 'episode' | 'block' | 'note'
with page as (
  select coalesce((:after::jsonb ->> 0)::timestamptz, 'infinity') as before_at,
    coalesce((:after::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as before_id,
    coalesce((:until::jsonb ->> 0)::timestamptz, '-infinity') as from_at,
    coalesce((:until::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000') as from_id
), newest as (
  select deleted.* from page cross join lateral (
    (select 'project' as kind, p.id, p.title, p.id as project_id, null::uuid as episode_id, p.deleted_at, p.deleted_by
     from projects p
     where p.deleted_at is not null and (p.deleted_at, p.id) < (before_at, before_id) and (p.deleted_at, p.id) >= (from_at, from_id)
     order by p.deleted_at desc, p.id desc limit 36)
    union all
    (select 'episode', e.id, e.title, e.project_id, e.id, e.deleted_at, e.deleted_by
     from episodes e
     where e.deleted_at is not null and (e.deleted_at, e.id) < (before_at, before_id) and (e.deleted_at, e.id) >= (from_at, from_id)
     order by e.deleted_at desc, e.id desc limit 36)
    union all
    (select 'block', b.id, b.title, null, b.episode_id, b.deleted_at, b.deleted_by
     from blocks b
     where b.deleted_at is not null and (b.deleted_at, b.id) < (before_at, before_id) and (b.deleted_at, b.id) >= (from_at, from_id)
     order by b.deleted_at desc, b.id desc limit 36)
    union all
    (select 'note', n.id, n.content, n.project_id, n.episode_id, n.deleted_at, n.deleted_by
     from planning_notes n
     where n.deleted_at is not null and (n.deleted_at, n.id) < (before_at, before_id) and (n.deleted_at, n.id) >= (from_at, from_id)
     order by n.deleted_at desc, n.id desc limit 36)
  ) deleted
  order by deleted.deleted_at desc, deleted.id desc
  limit 36
)
select deleted.kind as "kind!", deleted.id as "id!",
  case deleted.kind when 'block'
    then coalesce(nullif(deleted.title, ''), regexp_replace(left(block.content, 200), '^\s*#+\s+', ''))
    else deleted.title end as "title!",
  coalesce(deleted.project_id, episode.project_id) as project_id, deleted.episode_id,
  deleted.deleted_at as "deleted_at!", deleted.deleted_by, u.name as deleted_by_name,
  project.title as project_title, episode.title as episode_title,
  -- Restoring it brings these back too (commands/restore-parents.ts): a note stands in its project, whatever episode it is about.
  (deleted.kind = 'block' and episode.deleted_at is not null) is true as "is_episode_deleted!",
  (deleted.kind <> 'project' and project.deleted_at is not null) is true as "is_project_deleted!"
from newest deleted
left join blocks block on deleted.kind = 'block' and block.id = deleted.id
left join users u on u.id = deleted.deleted_by
left join episodes episode on episode.id = deleted.episode_id
left join projects project on project.id = coalesce(deleted.project_id, episode.project_id)
order by deleted.deleted_at desc, deleted.id desc
limit 36
