-- States of a block's text that this desk has besides the text itself: for when the cloud, which has every version, is away.
-- @type kind 'base' | 'mine' | 'theirs'
select t.id as "id!", t.kind as "kind!", t.content as "content!", t.author, author.name as author_name, t.at
from (
  -- What the cloud had when the edits that wait were begun.
  select 'base ' || b.row_id as id, 'base' as kind, b.row ->> 'content' as content,
    b.row ->> 'updated_by' as author, (b.row ->> 'updated_at')::timestamptz as at
  from sync_base b
  where b.table_name = 'blocks' and b.row_id = :block_id::text
  union all
  select version.kind || ' ' || c.id, version.kind, version.content #>> '{}', version.author, version.at
  from conflicts c
  cross join lateral (values
    ('mine', c.mine, null, c.mine_at),
    ('theirs', c.theirs, c.their_author, c.their_at)) version (kind, content, author, at)
  where c.table_name = 'blocks' and c.row_id = :block_id::text and c.column_name = 'content'
) t
left join users author on author.id = t.author
where t.content is not null
order by t.at desc nulls last, t.id
limit 50
