-- A project's planning notes, in the order of their board: by status, then by hand.
select
  n.id,
  n.project_id,
  n.episode_id,
  n.author_id,
  author.name as author_name,
  n.content,
  n.scope,
  n.priority,
  n.status,
  n.position,
  n.incorporated_in_episode_id,
  used.sequence_number as incorporated_in_episode_number,
  used.title as incorporated_in_episode_title,
  n.expires_at,
  n.archive_after_episodes,
  n.rev,
  n.created_at,
  n.updated_at
from planning_notes n
left join users author on author.id = n.author_id
-- One by one: as a plain join it is made by reading every episode there is.
left join lateral (
  select e.sequence_number, e.title from episodes e where e.id = n.incorporated_in_episode_id limit 1
) used on true
where n.project_id = :project_id::uuid and n.deleted_at is null
order by n.status, n.position, n.id
limit 500
