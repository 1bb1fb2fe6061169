-- The text of an episode in reading order. `waiting` says that an edit of the block has not reached the cloud yet.
-- The bound is well above what commands make in an episode (MOST_BLOCKS in shared/domain/limits.ts): what two desks have added at
-- once, or a split has, is shown and exported too.
-- @type source_urls string[]
select
  b.id,
  b.episode_id,
  b.type,
  b.title,
  b.content,
  b.position,
  b.word_count,
  b.confidence,
  b.reasoning,
  b.source_urls,
  b.rev,
  b.created_at,
  b.updated_at,
  b.updated_by,
  u.name as updated_by_name,
  exists (select from outbox o where o.table_name = 'blocks' and o.row_id = b.id::text) as "waiting!"
from blocks b
left join users u on u.id = b.updated_by
where b.episode_id = :episode_id::uuid and b.deleted_at is null
order by b.position, b.id
limit 5000
