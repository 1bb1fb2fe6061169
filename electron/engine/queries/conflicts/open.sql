-- Two people changed the same thing: both versions, and what it holds now, until somebody decides.
-- What it holds now is read inside of a function, of whatever table the conflict is about: of all whose rows a desk may
-- change (shared/sync/columns.ts).
-- @reads organizations
-- @reads projects
-- @reads episodes
-- @reads blocks
-- @reads planning_notes
-- @reads agent_memories
-- @reads chat_sessions
-- @reads chat_messages
-- @reads highlights
select
  c.id,
  c.table_name,
  c.row_id,
  c.column_name,
  c.kind,
  c.base,
  c.mine,
  c.theirs,
  c.merged,
  desk_row(c.table_name, c.row_id) -> c.column_name as now,
  c.mine_at,
  c.their_author,
  author.name as their_author_name,
  c.their_at,
  coalesce(p.title, e.title, nullif(b.title, ''), block_episode.title, n.content, m.content) as title,
  coalesce(e.project_id, p.id, block_episode.project_id, n.project_id, m.project_id) as project_id,
  coalesce(e.id, block_episode.id) as episode_id,
  c.created_at
from conflicts c
left join users author on author.id = c.their_author
left join projects p on p.id = case when c.table_name = 'projects' then c.row_id::uuid end
left join episodes e on e.id = case when c.table_name = 'episodes' then c.row_id::uuid end
left join blocks b on b.id = case when c.table_name = 'blocks' then c.row_id::uuid end
left join episodes block_episode on block_episode.id = b.episode_id
left join planning_notes n on n.id = case when c.table_name = 'planning_notes' then c.row_id::uuid end
left join agent_memories m on m.id = case when c.table_name = 'agent_memories' then c.row_id::uuid end
where c.state = 'open'
order by c.created_at desc, c.id
limit 100
