-- What the person has marked in an episode, in the order of the text.
select
  h.id,
  h.block_id,
  h.selected_text,
  h.start_offset,
  h.end_offset,
  h.text_before,
  h.text_after,
  h.note,
  h.colour,
  h.created_at,
  b.deleted_at is not null as "block_deleted!",
  exists (select from outbox o where o.table_name = 'highlights' and o.row_id = h.id::text) as "waiting!"
from highlights h
join blocks b on b.id = h.block_id
where b.episode_id = :episode_id::uuid and h.deleted_at is null
order by b.position, b.id, h.start_offset, h.id
limit 1000
