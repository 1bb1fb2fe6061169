-- Edits the cloud refused, which wait for a person: retry, copy or discard.
-- @type error RefusalDetail from sync/protocol.ts
-- @type patch JsonRow from sync/protocol.ts
select
  o.mutation_id,
  o.group_id,
  o.command,
  o.table_name,
  o.row_id,
  o.op,
  o.patch,
  o.error,
  o.attempts,
  coalesce(p.title, e.title, nullif(b.title, ''), block_episode.title, n.content, m.content) as title,
  coalesce(e.project_id, p.id, block_episode.project_id, n.project_id, m.project_id) as project_id,
  coalesce(e.id, block_episode.id) as episode_id,
  o.created_at,
  o.changed_at
from outbox o
left join projects p on p.id = case when o.table_name = 'projects' then o.row_id::uuid end
left join episodes e on e.id = case when o.table_name = 'episodes' then o.row_id::uuid end
left join blocks b on b.id = case when o.table_name = 'blocks' then o.row_id::uuid end
left join episodes block_episode on block_episode.id = b.episode_id
left join planning_notes n on n.id = case when o.table_name = 'planning_notes' then o.row_id::uuid end
left join agent_memories m on m.id = case when o.table_name = 'agent_memories' then o.row_id::uuid end
where o.state = 'parked'
order by o.seq
limit 200
