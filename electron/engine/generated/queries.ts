// Made by `npm run types` from migrations/ and electron/engine/queries/. Do not edit.
import type { NamedQueries } from '../../../shared/generated/queries.ts';
import type { QueryStatement } from '../queries/query-statement.ts';

export const QUERY_STATEMENTS: { readonly [name in keyof NamedQueries]: QueryStatement } = {
  'activity.my_events': {
    sql: "select e.id, e.event_type, e.event_data, e.session_id, e.occurred_at, episode.id as episode_id, episode.title as episode_title\nfrom user_events e\nleft join episodes episode on episode.deleted_at is null and episode.id = case\n  when pg_input_is_valid(e.event_data ->> 'episode_id', 'uuid') then (e.event_data ->> 'episode_id')::uuid\nend\nwhere e.deleted_at is null\n  and (e.occurred_at, e.id) < (\n    coalesce(($1::jsonb ->> 0)::timestamptz, 'infinity'), coalesce(($1::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))\n  and (e.occurred_at, e.id) >= (\n    coalesce(($2::jsonb ->> 0)::timestamptz, '-infinity'), coalesce(($2::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000'))\norder by e.occurred_at desc, e.id desc\nlimit 36",
    parameters: [{"name":"after","type":"jsonb"},{"name":"until","type":"jsonb"}],
    tables: ["episodes","user_events"],
  },
  'activity.my_events_of_type': {
    sql: "select e.id, e.event_type, e.occurred_at\nfrom user_events e\nwhere e.event_type = $1 and e.deleted_at is null\norder by e.occurred_at desc, e.id desc\nlimit 20",
    parameters: [{"name":"event_type","type":"text"}],
    tables: ["user_events"],
  },
  'activity.named_things': {
    sql: "with asked as (\n  select distinct t.type, t.id, case when pg_input_is_valid(t.id, 'uuid') then t.id::uuid end as uuid\n  from jsonb_to_recordset($1::jsonb) as t (type text, id text)\n)\nselect\n  a.type as type,\n  a.id as id,\n  case a.type\n    when 'project' then p.title\n    when 'episode' then e.title\n    when 'planning_note' then n.content\n    when 'generation_job' then of_job.title\n    when 'organization' then o.name\n    when 'member' then u.name\n  end as title,\n  case a.type\n    when 'project' then case when p.deleted_at is null then '/projects/' || p.id end\n    when 'episode' then case when e.deleted_at is null then '/episodes/' || e.id end\n    when 'planning_note' then case when n.deleted_at is null then '/projects/' || n.project_id end\n    when 'generation_job' then case when of_job.deleted_at is null then '/episodes/' || of_job.id end\n  end as path\nfrom asked a\nleft join projects p on a.type = 'project' and p.id = a.uuid\nleft join episodes e on a.type = 'episode' and e.id = a.uuid\nleft join planning_notes n on a.type = 'planning_note' and n.id = a.uuid\nleft join episode_schedule_queue q on a.type = 'generation_job' and q.id = a.uuid\nleft join episodes of_job on of_job.id = q.episode_id\nleft join organizations o on a.type = 'organization' and o.id = a.id\nleft join organization_members m on a.type = 'member' and m.id = a.uuid\nleft join users u on u.id = m.user_id\norder by a.type, a.id\nlimit 200",
    parameters: [{"name":"things","type":"jsonb"}],
    tables: ["episode_schedule_queue","episodes","organization_members","organizations","planning_notes","projects","users"],
  },
  'attention.list': {
    sql: "select\n  o.mutation_id,\n  o.group_id,\n  o.command,\n  o.table_name,\n  o.row_id,\n  o.op,\n  o.patch,\n  o.error,\n  o.attempts,\n  coalesce(p.title, e.title, nullif(b.title, ''), block_episode.title, n.content, m.content) as title,\n  coalesce(e.project_id, p.id, block_episode.project_id, n.project_id, m.project_id) as project_id,\n  coalesce(e.id, block_episode.id) as episode_id,\n  o.created_at,\n  o.changed_at\nfrom outbox o\nleft join projects p on p.id = case when o.table_name = 'projects' then o.row_id::uuid end\nleft join episodes e on e.id = case when o.table_name = 'episodes' then o.row_id::uuid end\nleft join blocks b on b.id = case when o.table_name = 'blocks' then o.row_id::uuid end\nleft join episodes block_episode on block_episode.id = b.episode_id\nleft join planning_notes n on n.id = case when o.table_name = 'planning_notes' then o.row_id::uuid end\nleft join agent_memories m on m.id = case when o.table_name = 'agent_memories' then o.row_id::uuid end\nwhere o.state = 'parked'\norder by o.seq\nlimit 200",
    parameters: [],
    tables: ["agent_memories","blocks","episodes","outbox","planning_notes","projects"],
  },
  'blocks.of_episode': {
    sql: "select\n  b.id,\n  b.episode_id,\n  b.type,\n  b.title,\n  b.content,\n  b.position,\n  b.word_count,\n  b.confidence,\n  b.reasoning,\n  b.source_urls,\n  b.rev,\n  b.created_at,\n  b.updated_at,\n  b.updated_by,\n  u.name as updated_by_name,\n  exists (select from outbox o where o.table_name = 'blocks' and o.row_id = b.id::text) as waiting\nfrom blocks b\nleft join users u on u.id = b.updated_by\nwhere b.episode_id = $1::uuid and b.deleted_at is null\norder by b.position, b.id\nlimit 5000",
    parameters: [{"name":"episode_id","type":"uuid"}],
    tables: ["blocks","outbox","users"],
  },
  'blocks.text': {
    sql: "select b.content\nfrom blocks b\nwhere b.id = $1::uuid and b.deleted_at is null\nlimit 1",
    parameters: [{"name":"id","type":"uuid"}],
    tables: ["blocks"],
  },
  'chat.messages': {
    sql: "select\n  m.id as id,\n  m.session_id as session_id,\n  m.role as role,\n  m.content as content,\n  m.metadata as metadata,\n  m.answer_state,\n  m.answer_reason,\n  m.asked as asked,\n  m.answers,\n  m.created_at as created_at,\n  m.in_all as in_all,\n  exists (\n    select from outbox o where o.table_name = 'chat_messages' and o.row_id = m.id::text and o.state <> 'parked'\n  ) as waiting,\n  exists (\n    select from outbox o where o.table_name = 'chat_messages' and o.row_id = m.id::text and o.state = 'parked'\n  ) as parked,\n  exists (\n    select from planning_notes n\n    where n.deleted_at is null and btrim(n.content, e' \\t\\r\\n') = btrim(m.metadata ->> 'suggested_note', e' \\t\\r\\n')\n      and n.project_id = (\n        select coalesce(s.project_id, e.project_id) from chat_sessions s left join episodes e on e.id = s.episode_id\n        where s.id = m.session_id\n      )\n  ) as noted\nfrom (\n  select m.*, coalesce(question.created_at, m.created_at) as asked_at, coalesce(question.id, m.id) as asked_in, count(*) over () as in_all\n  from chat_messages m\n  left join chat_messages question on question.id = m.answers\n  where m.session_id = $1::uuid and m.deleted_at is null and m.role <> 'system'\n  order by asked_at desc, asked_in desc, (m.answers is not null) desc, m.created_at desc, m.id desc\n  limit 1000\n) m\norder by m.asked_at, m.asked_in, m.answers is not null, m.created_at, m.id\nlimit 1000",
    parameters: [{"name":"session_id","type":"uuid"}],
    tables: ["chat_messages","chat_sessions","episodes","outbox","planning_notes"],
  },
  'chat.sessions': {
    sql: "select\n  s.id,\n  s.title,\n  s.project_id,\n  s.episode_id,\n  p.title as project_title,\n  e.title as episode_title,\n  e.sequence_number as episode_number,\n  s.created_at,\n  coalesce(last.created_at, s.created_at) as last_at,\n  last.answer_state as last_answer_state,\n  count(*) over () as in_all,\n  exists (\n    select from outbox o\n    where o.state <> 'parked' and (\n      (o.table_name = 'chat_sessions' and o.row_id = s.id::text)\n      or (o.table_name = 'chat_messages' and o.row_id in (select m.id::text from chat_messages m where m.session_id = s.id))\n    )\n  ) as waiting,\n  exists (\n    select from outbox o\n    where o.state = 'parked' and (\n      (o.table_name = 'chat_sessions' and o.row_id = s.id::text)\n      or (o.table_name = 'chat_messages' and o.row_id in (select m.id::text from chat_messages m where m.session_id = s.id))\n    )\n  ) as parked\nfrom chat_sessions s\nleft join episodes e on e.id = s.episode_id\nleft join projects p on p.id = coalesce(s.project_id, e.project_id)\nleft join lateral (\n  select m.created_at, m.answer_state from chat_messages m\n  where m.session_id = s.id and m.role = 'user' and m.deleted_at is null\n  order by m.created_at desc, m.id desc limit 1\n) last on true\nwhere s.deleted_at is null\norder by coalesce(last.created_at, s.created_at) desc, s.id\nlimit 200",
    parameters: [],
    tables: ["chat_messages","chat_sessions","episodes","outbox","projects"],
  },
  'conflicts.open': {
    sql: "select\n  c.id,\n  c.table_name,\n  c.row_id,\n  c.column_name,\n  c.kind,\n  c.base,\n  c.mine,\n  c.theirs,\n  c.merged,\n  desk_row(c.table_name, c.row_id) -> c.column_name as now,\n  c.mine_at,\n  c.their_author,\n  author.name as their_author_name,\n  c.their_at,\n  coalesce(p.title, e.title, nullif(b.title, ''), block_episode.title, n.content, m.content) as title,\n  coalesce(e.project_id, p.id, block_episode.project_id, n.project_id, m.project_id) as project_id,\n  coalesce(e.id, block_episode.id) as episode_id,\n  c.created_at\nfrom conflicts c\nleft join users author on author.id = c.their_author\nleft join projects p on p.id = case when c.table_name = 'projects' then c.row_id::uuid end\nleft join episodes e on e.id = case when c.table_name = 'episodes' then c.row_id::uuid end\nleft join blocks b on b.id = case when c.table_name = 'blocks' then c.row_id::uuid end\nleft join episodes block_episode on block_episode.id = b.episode_id\nleft join planning_notes n on n.id = case when c.table_name = 'planning_notes' then c.row_id::uuid end\nleft join agent_memories m on m.id = case when c.table_name = 'agent_memories' then c.row_id::uuid end\nwhere c.state = 'open'\norder by c.created_at desc, c.id\nlimit 100",
    parameters: [],
    tables: ["agent_memories","blocks","chat_messages","chat_sessions","conflicts","episodes","highlights","organizations","planning_notes","projects","users"],
  },
  'episodes.get': {
    sql: "select\n  e.id,\n  e.project_id,\n  p.title as project_title,\n  p.status as project_status,\n  p.timezone as project_timezone,\n  e.sequence_number,\n  e.title,\n  e.summary,\n  e.sources,\n  e.status,\n  e.scheduled_for,\n  e.generation_started_at,\n  e.published_at,\n  -- Null while the cloud has not said what was published.\n  case when e.published_fingerprint is not null\n    then e.published_fingerprint <> text_fingerprint(e.id, e.title, e.summary, e.sources)\n  end as changed_since_published,\n  exists (\n    select from outbox o where o.table_name = 'episodes' and o.row_id = e.id::text and o.patch ? 'status'\n  ) as status_waits,\n  e.delivered_at,\n  e.generation_attempts,\n  e.generation_errors,\n  e.generation_time_seconds,\n  e.reading_minutes,\n  e.word_count,\n  e.rev,\n  e.created_at,\n  e.updated_at,\n  e.updated_by,\n  u.name as updated_by_name,\n  e.deleted_at\nfrom episodes e\njoin projects p on p.id = e.project_id\nleft join users u on u.id = e.updated_by\nwhere e.id = $1::uuid\nlimit 1",
    parameters: [{"name":"id","type":"uuid"}],
    tables: ["blocks","episodes","outbox","projects","users"],
  },
  'episodes.of_project': {
    sql: "select\n  e.id,\n  e.project_id,\n  e.sequence_number,\n  e.title,\n  e.summary,\n  e.status,\n  e.scheduled_for,\n  e.published_at,\n  e.delivered_at,\n  e.reading_minutes,\n  e.word_count,\n  e.generation_attempts,\n  e.rev,\n  e.created_at,\n  e.updated_at,\n  job.id as live_job_id,\n  job.status as live_job_status,\n  job.stage as live_job_stage,\n  job.percent as live_job_percent,\n  job.message as live_job_message,\n  job.eta_seconds as live_job_eta_seconds,\n  request.state as request_state\nfrom episodes e\nleft join lateral (\n  select * from episode_schedule_queue q\n  where q.episode_id = e.id and q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null\n  order by q.created_at desc, q.id desc limit 1\n) job on true\nleft join lateral (\n  select * from generation_requests r\n  where r.episode_id = e.id and r.action = 'request' and r.state in ('waiting', 'sending', 'refused')\n  order by r.created_at desc, r.id desc limit 1\n) request on true\nwhere e.project_id = $1::uuid and e.deleted_at is null\n  and (e.sequence_number, e.id) < (\n    coalesce(($2::jsonb ->> 0)::int4, 2147483647), coalesce(($2::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))\n  and (e.sequence_number, e.id) >= (\n    coalesce(($3::jsonb ->> 0)::int4, -2147483648), coalesce(($3::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000'))\norder by e.sequence_number desc, e.id desc\nlimit 36",
    parameters: [{"name":"project_id","type":"uuid"},{"name":"after","type":"jsonb"},{"name":"until","type":"jsonb"}],
    tables: ["episode_schedule_queue","episodes","generation_requests"],
  },
  'episodes.unread': {
    sql: "with opened as (\n  select v.event_data ->> 'episode_id' as episode_id, max(v.occurred_at) as at\n  from user_events v\n  where v.event_type = 'episode_opened' and v.deleted_at is null and v.occurred_at > now() - interval '31 days'\n  group by 1\n)\nselect e.id, e.project_id, e.published_at as published_at\nfrom episodes e\nleft join opened on opened.episode_id = e.id::text\nwhere e.status = 'PUBLISHED' and e.deleted_at is null and e.published_at > now() - interval '30 days'\n  and (opened.at is null or opened.at < e.published_at)\norder by e.published_at desc, e.id\nlimit 500",
    parameters: [],
    tables: ["episodes","user_events"],
  },
  'generation.requests': {
    sql: "select\n  r.id,\n  r.episode_id,\n  e.title as episode_title,\n  e.sequence_number as episode_number,\n  exists (\n    select from blocks b where b.episode_id = r.episode_id and b.deleted_at is null and b.content ~ '\\S'\n  ) as has_text,\n  e.project_id,\n  p.title as project_title,\n  p.status as project_status,\n  r.action,\n  r.priority,\n  r.state,\n  r.error,\n  r.created_at,\n  (\n    r.action = 'request' and r.state = 'refused'\n    and e.id is not null and e.deleted_at is null and p.id is not null and p.deleted_at is null\n    -- One that was cancelled since made nothing: a project that is paused cancels what it had planned.\n    and not exists (\n      select from episode_schedule_queue q\n      where q.episode_id = r.episode_id and q.deleted_at is null and (\n        q.status in ('pending', 'processing', 'blocked')\n        or q.status = 'failed' and q.created_at > r.created_at\n        or q.status = 'completed' and q.updated_at > r.created_at\n      )\n    )\n  ) as refusal_stands\nfrom generation_requests r\nleft join episodes e on e.id = r.episode_id\nleft join projects p on p.id = e.project_id\nwhere r.state <> 'accepted'\n  or not exists (\n    -- Its job shows it, though the pull that clears it away is still to come.\n    select from episode_schedule_queue q\n    where q.id = r.job_id and (\n      q.status in ('completed', 'failed', 'cancelled')\n      or r.action = 'request' and q.status in ('processing', 'blocked')\n    )\n  )\n  and not exists (\n    -- Its job is nowhere: the cloud was set back since.\n    select from generation_requests c\n    where c.episode_id = r.episode_id and c.action = 'cancel' and c.state = 'refused' and c.created_at > r.created_at\n  )\norder by r.created_at, r.id\nlimit 100",
    parameters: [],
    tables: ["blocks","episode_schedule_queue","episodes","generation_requests","projects"],
  },
  'highlights.of_episode': {
    sql: "select\n  h.id,\n  h.block_id,\n  h.selected_text,\n  h.start_offset,\n  h.end_offset,\n  h.text_before,\n  h.text_after,\n  h.note,\n  h.colour,\n  h.created_at,\n  b.deleted_at is not null as block_deleted,\n  exists (select from outbox o where o.table_name = 'highlights' and o.row_id = h.id::text) as waiting\nfrom highlights h\njoin blocks b on b.id = h.block_id\nwhere b.episode_id = $1::uuid and h.deleted_at is null\norder by b.position, b.id, h.start_offset, h.id\nlimit 1000",
    parameters: [{"name":"episode_id","type":"uuid"}],
    tables: ["blocks","highlights","outbox"],
  },
  'history.texts_kept_here': {
    sql: "select t.id as id, t.kind as kind, t.content as content, t.author, author.name as author_name, t.at\nfrom (\n  -- What the cloud had when the edits that wait were begun.\n  select 'base ' || b.row_id as id, 'base' as kind, b.row ->> 'content' as content,\n    b.row ->> 'updated_by' as author, (b.row ->> 'updated_at')::timestamptz as at\n  from sync_base b\n  where b.table_name = 'blocks' and b.row_id = $1::text\n  union all\n  select version.kind || ' ' || c.id, version.kind, version.content #>> '{}', version.author, version.at\n  from conflicts c\n  cross join lateral (values\n    ('mine', c.mine, null, c.mine_at),\n    ('theirs', c.theirs, c.their_author, c.their_at)) version (kind, content, author, at)\n  where c.table_name = 'blocks' and c.row_id = $1::text and c.column_name = 'content'\n) t\nleft join users author on author.id = t.author\nwhere t.content is not null\norder by t.at desc nulls last, t.id\nlimit 50",
    parameters: [{"name":"block_id","type":"text"}],
    tables: ["conflicts","sync_base","users"],
  },
  'jobs.dead_ends': {
    sql: "select\n  q.id,\n  q.project_id,\n  p.title as project_title,\n  p.status as project_status,\n  q.episode_id,\n  e.title as episode_title,\n  e.sequence_number as episode_number,\n  exists (\n    select from blocks b where b.episode_id = q.episode_id and b.deleted_at is null and b.content ~ '\\S'\n  ) as has_text,\n  q.status,\n  q.attempt_count,\n  q.error_message,\n  q.blocked_reason,\n  q.cost_gbp,\n  q.updated_at\nfrom episode_schedule_queue q\njoin projects p on p.id = q.project_id and p.deleted_at is null\njoin episodes e on e.id = q.episode_id and e.deleted_at is null\nwhere q.status in ('failed', 'blocked') and q.deleted_at is null\n  and (q.status = 'blocked' or e.status <> 'PUBLISHED')\n  and not exists (\n    select from episode_schedule_queue newer\n    where newer.episode_id = q.episode_id and newer.deleted_at is null and (newer.created_at, newer.id) > (q.created_at, q.id)\n  )\n  -- One that the cloud has taken is kept until its job is here.\n  and not exists (\n    select from generation_requests r where r.episode_id = q.episode_id and r.state in ('waiting', 'sending', 'accepted')\n  )\norder by q.updated_at desc, q.id\nlimit 50",
    parameters: [],
    tables: ["blocks","episode_schedule_queue","episodes","generation_requests","projects"],
  },
  'jobs.live': {
    sql: "select\n  q.id,\n  q.project_id,\n  p.title as project_title,\n  q.episode_id,\n  e.title as episode_title,\n  e.sequence_number as episode_number,\n  q.requested_by,\n  q.priority,\n  q.status,\n  q.stage,\n  q.percent,\n  q.message,\n  q.eta_seconds,\n  q.attempt_count,\n  q.max_attempts,\n  q.next_retry_at,\n  q.error_message,\n  q.blocked_reason,\n  q.cost_gbp,\n  q.generation_start_time,\n  q.target_delivery_time,\n  q.progress_at,\n  q.started_at,\n  q.created_at,\n  q.updated_at\nfrom episode_schedule_queue q\nleft join projects p on p.id = q.project_id\nleft join episodes e on e.id = q.episode_id\nwhere q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null\norder by q.status = 'processing' desc, q.priority desc, q.generation_start_time, q.id\nlimit 200",
    parameters: [],
    tables: ["episode_schedule_queue","episodes","projects"],
  },
  'jobs.of_episode': {
    sql: "select\n  q.id,\n  q.project_id,\n  q.episode_id,\n  q.requested_by,\n  u.name as requested_by_name,\n  q.priority,\n  q.status,\n  q.stage,\n  q.percent,\n  q.message,\n  q.eta_seconds,\n  q.attempt_count,\n  q.max_attempts,\n  q.next_retry_at,\n  q.error_message,\n  q.blocked_reason,\n  q.attempts,\n  q.cost_gbp,\n  q.generation_start_time,\n  q.target_delivery_time,\n  q.progress_at,\n  q.started_at,\n  q.completed_at,\n  q.created_at,\n  q.updated_at\nfrom episode_schedule_queue q\nleft join users u on u.id = q.requested_by\nwhere q.episode_id = $1::uuid and q.deleted_at is null\norder by q.created_at desc, q.id desc\nlimit 20",
    parameters: [{"name":"episode_id","type":"uuid"}],
    tables: ["episode_schedule_queue","users"],
  },
  'jobs.recent': {
    sql: "select\n  q.id,\n  q.project_id,\n  p.title as project_title,\n  q.episode_id,\n  e.title as episode_title,\n  e.sequence_number as episode_number,\n  q.requested_by,\n  u.name as requested_by_name,\n  q.status,\n  q.stage,\n  q.attempt_count,\n  q.error_message,\n  q.attempts,\n  q.cost_gbp,\n  q.started_at,\n  coalesce(q.completed_at, q.updated_at) as ended_at\nfrom episode_schedule_queue q\nleft join projects p on p.id = q.project_id\nleft join episodes e on e.id = q.episode_id\nleft join users u on u.id = q.requested_by\nwhere q.status in ('completed', 'failed', 'cancelled') and q.deleted_at is null\norder by coalesce(q.completed_at, q.updated_at) desc, q.id\nlimit 30",
    parameters: [],
    tables: ["episode_schedule_queue","episodes","projects","users"],
  },
  'members.list': {
    sql: "select m.id, m.user_id, u.name, u.email, m.role, m.created_at\nfrom organization_members m\nleft join users u on u.id = m.user_id\nwhere m.deleted_at is null\norder by lower(u.name), m.user_id\nlimit 500",
    parameters: [],
    tables: ["organization_members","users"],
  },
  'memories.of_project': {
    sql: "select m.memory as memory\nfrom (\n  select memory\n  from projects p cross join lateral jsonb_array_elements(p.memories) memory\n  where p.id = $1::uuid\n  union all\n  select jsonb_build_object(\n    'id', a.id, 'content', a.content, 'importance', a.importance, 'created_at', a.created_at,\n    'source', case when a.source in ('onboarding', 'feedback') then a.source else 'interaction' end\n  )\n  from agent_memories a\n  where a.project_id = $1::uuid and a.deleted_at is null and (a.expires_at is null or a.expires_at > now())\n    and not exists (\n      select from projects p where p.id = a.project_id and p.memories @> jsonb_build_array(jsonb_build_object('id', a.id))\n    )\n) m\norder by\n  case when jsonb_typeof(m.memory -> 'importance') = 'number' then (m.memory ->> 'importance')::numeric end desc nulls last,\n  m.memory ->> 'created_at', m.memory ->> 'id'\nlimit 1000",
    parameters: [{"name":"project_id","type":"uuid"}],
    tables: ["agent_memories","projects"],
  },
  'notes.counts': {
    sql: "select n.status, count(*) as count\nfrom planning_notes n\nwhere n.project_id = $1::uuid and n.deleted_at is null\ngroup by n.status\norder by n.status",
    parameters: [{"name":"project_id","type":"uuid"}],
    tables: ["planning_notes"],
  },
  'notes.of_project': {
    sql: "select\n  n.id,\n  n.project_id,\n  n.episode_id,\n  n.author_id,\n  author.name as author_name,\n  n.content,\n  n.scope,\n  n.priority,\n  n.status,\n  n.position,\n  n.incorporated_in_episode_id,\n  used.sequence_number as incorporated_in_episode_number,\n  used.title as incorporated_in_episode_title,\n  n.expires_at,\n  n.archive_after_episodes,\n  n.rev,\n  n.created_at,\n  n.updated_at\nfrom planning_notes n\nleft join users author on author.id = n.author_id\n-- One by one: as a plain join it is made by reading every episode there is.\nleft join lateral (\n  select e.sequence_number, e.title from episodes e where e.id = n.incorporated_in_episode_id limit 1\n) used on true\nwhere n.project_id = $1::uuid and n.deleted_at is null\norder by n.status, n.position, n.id\nlimit 500",
    parameters: [{"name":"project_id","type":"uuid"}],
    tables: ["episodes","planning_notes","users"],
  },
  'organization.get': {
    sql: "select\n  o.id,\n  o.name,\n  o.type,\n  o.owner_id,\n  o.subscription_tier,\n  o.project_limit,\n  o.daily_cost_limit_gbp,\n  o.episode_cost_limit_gbp,\n  o.timezone,\n  o.enabled_features,\n  (select count(*) from projects p where p.deleted_at is null) as project_count,\n  o.rev,\n  o.updated_at\nfrom organizations o\nwhere o.deleted_at is null\norder by o.id\nlimit 1",
    parameters: [],
    tables: ["organizations","projects"],
  },
  'projects.costs': {
    sql: "select q.project_id, sum(q.cost_gbp) as cost_gbp\nfrom organizations o\njoin episode_schedule_queue q on q.organization_id = o.id and q.deleted_at is null and q.cost_gbp > 0\nwhere coalesce(q.completed_at, q.updated_at) >= date_trunc('month', now() at time zone o.timezone) at time zone o.timezone\ngroup by q.project_id\norder by q.project_id\nlimit 500",
    parameters: [],
    tables: ["episode_schedule_queue","organizations"],
  },
  'projects.get': {
    sql: "select\n  p.id,\n  p.title,\n  p.onboarding_brief,\n  p.cadence_config,\n  p.timezone,\n  p.memories,\n  p.status,\n  p.paused_at,\n  p.next_scheduled_at,\n  p.last_episode_at,\n  p.rev,\n  p.created_at,\n  p.updated_at,\n  p.updated_by,\n  u.name as updated_by_name,\n  p.deleted_at\nfrom projects p\nleft join users u on u.id = p.updated_by\nwhere p.id = $1::uuid\nlimit 1",
    parameters: [{"name":"id","type":"uuid"}],
    tables: ["projects","users"],
  },
  'projects.list': {
    sql: "select\n  p.id,\n  p.title,\n  p.status,\n  p.timezone,\n  p.cadence_config,\n  p.paused_at,\n  p.next_scheduled_at,\n  p.last_episode_at,\n  p.created_at,\n  p.updated_at,\n  (select count(*) from episodes e where e.project_id = p.id and e.deleted_at is null) as episode_count,\n  (select count(*) from planning_notes n where n.project_id = p.id and n.deleted_at is null and n.status = 'pending') as pending_note_count,\n  job.id as live_job_id,\n  job.episode_id as live_job_episode_id,\n  job.status as live_job_status,\n  job.stage as live_job_stage,\n  job.percent as live_job_percent,\n  job.message as live_job_message,\n  latest.id as latest_episode_id,\n  latest.title as latest_episode_title,\n  latest.sequence_number as latest_episode_number,\n  latest.status as latest_episode_status,\n  latest.scheduled_for as latest_episode_scheduled_for,\n  latest.published_at as latest_episode_published_at\nfrom projects p\nleft join lateral (\n  select * from episodes e where e.project_id = p.id and e.deleted_at is null order by e.sequence_number desc, e.id desc limit 1\n) latest on true\nleft join lateral (\n  select * from episode_schedule_queue q\n  where q.project_id = p.id and q.status in ('pending', 'processing') and q.deleted_at is null\n  order by q.status desc, q.created_at, q.id limit 1\n) job on true\nwhere p.deleted_at is null\norder by p.status, lower(p.title), p.id\nlimit 500",
    parameters: [],
    tables: ["episode_schedule_queue","episodes","planning_notes","projects"],
  },
  'projects.names': {
    sql: "select\n  p.id,\n  p.title,\n  p.status,\n  coalesce(notes.pending, 0) as pending_note_count,\n  job.status as live_job_status,\n  job.percent as live_job_percent\nfrom projects p\nleft join (\n  select n.project_id, count(*) as pending from planning_notes n where n.deleted_at is null and n.status = 'pending' group by n.project_id\n) notes on notes.project_id = p.id\nleft join lateral (\n  select q.status, q.percent from episode_schedule_queue q\n  where q.project_id = p.id and q.status in ('pending', 'processing') and q.deleted_at is null\n  order by q.status desc, q.created_at, q.id limit 1\n) job on true\nwhere p.deleted_at is null\norder by p.status, lower(p.title), p.id\nlimit 500",
    parameters: [],
    tables: ["episode_schedule_queue","planning_notes","projects"],
  },
  'search.documents': {
    sql: "select document.kind as kind, document.id as id, document.project_id as project_id, document.episode_id,\n  document.status as status, (extract(epoch from document.updated_at) * 1000)::float8 as at,\n  document.rev || ' ' || extract(epoch from document.updated_at) as stamp, document.title as title, document.body as body\nfrom jsonb_array_elements_text($1::jsonb) as asked (id)\ncross join lateral (\n  select 'project' as kind, p.id, p.id as project_id, null::uuid as episode_id, p.status::text, p.updated_at, p.rev, p.title, p.onboarding_brief as body\n  from projects p where $2::text = 'project' and p.id = asked.id::uuid and p.deleted_at is null\n  union all\n  select 'episode', e.id, e.project_id, null, e.status::text, e.updated_at, e.rev, e.title, e.summary\n  from episodes e where $2::text = 'episode' and e.id = asked.id::uuid and e.deleted_at is null\n  union all\n  select 'note', n.id, n.project_id, null, n.status::text, n.updated_at, n.rev, '', n.content\n  from planning_notes n where $2::text = 'note' and n.id = asked.id::uuid and n.deleted_at is null\n  union all\n  select 'block', b.id, e.project_id, b.episode_id, '', b.updated_at, b.rev, b.title, b.content\n  from blocks b join episodes e on e.id = b.episode_id where $2::text = 'block' and b.id = asked.id::uuid and b.deleted_at is null\n) document\nlimit 1000",
    parameters: [{"name":"ids","type":"jsonb"},{"name":"kind","type":"text"}],
    tables: ["blocks","episodes","planning_notes","projects"],
  },
  'search.hits': {
    sql: "select hit.kind as kind, hit.id as id, hit.project_id as project_id, p.title as project_title, hit.episode_id,\n  hit.title as title, hit.body as body, hit.status as status, hit.updated_at as updated_at\nfrom jsonb_to_recordset($1::jsonb) as asked (kind text, id uuid)\ncross join lateral (\n  select 'project' as kind, p.id, p.id as project_id, null::uuid as episode_id, p.title, p.onboarding_brief as body, p.status::text, p.updated_at\n  from projects p where asked.kind = 'project' and p.id = asked.id and p.deleted_at is null\n  union all\n  select 'episode', e.id, e.project_id, e.id, e.title, e.summary, e.status::text, e.updated_at\n  from episodes e where asked.kind = 'episode' and e.id = asked.id and e.deleted_at is null\n  union all\n  select 'note', n.id, n.project_id, n.episode_id, '', n.content, n.status::text, n.updated_at\n  from planning_notes n where asked.kind = 'note' and n.id = asked.id and n.deleted_at is null\n  union all\n  select 'block', b.id, e.project_id, e.id, coalesce(nullif(b.title, ''), e.title), b.content, e.status::text, b.updated_at\n  from blocks b join episodes e on e.id = b.episode_id and e.deleted_at is null\n  where asked.kind = 'block' and b.id = asked.id and b.deleted_at is null\n) hit\njoin projects p on p.id = hit.project_id and p.deleted_at is null\nlimit 200",
    parameters: [{"name":"hits","type":"jsonb"}],
    tables: ["blocks","episodes","planning_notes","projects"],
  },
  'search.stamps': {
    sql: "select page.id as id, page.stamp as stamp\nfrom (\n  (select p.id, p.rev || ' ' || extract(epoch from p.updated_at) as stamp from projects p\n   where $1::text = 'project' and p.id > $2::uuid and p.deleted_at is null order by p.id limit 500)\n  union all\n  (select e.id, e.rev || ' ' || extract(epoch from e.updated_at) from episodes e\n   where $1::text = 'episode' and e.id > $2::uuid and e.deleted_at is null order by e.id limit 500)\n  union all\n  (select n.id, n.rev || ' ' || extract(epoch from n.updated_at) from planning_notes n\n   where $1::text = 'note' and n.id > $2::uuid and n.deleted_at is null order by n.id limit 500)\n  union all\n  (select b.id, b.rev || ' ' || extract(epoch from b.updated_at) from blocks b\n   where $1::text = 'block' and b.id > $2::uuid and b.deleted_at is null order by b.id limit 500)\n) page\norder by page.id\nlimit 500",
    parameters: [{"name":"kind","type":"text"},{"name":"after","type":"uuid"}],
    tables: ["blocks","episodes","planning_notes","projects"],
  },
  'sync.compared': {
    sql: "select\n  compared.key as table_name,\n  (compared.value ->> 'at')::timestamptz as at,\n  (compared.value ->> 'repaired')::int4 as repaired\nfrom sync_state s\ncross join lateral jsonb_each(s.value) compared\nwhere s.key = 'compared'\norder by 2, 1\nlimit 100",
    parameters: [],
    tables: ["sync_state"],
  },
  'sync.log': {
    sql: "select l.id, l.at, l.kind, l.message, l.details\nfrom sync_log l\norder by l.id desc\nlimit 200",
    parameters: [],
    tables: ["sync_log"],
  },
  'sync.recovered': {
    sql: "select l.id, l.at, l.message\nfrom sync_log l\nwhere l.kind = 'recovered' and not l.details ? 'seen_at'\norder by l.id desc\nlimit 1",
    parameters: [],
    tables: ["sync_log"],
  },
  'sync.unsent': {
    sql: "select o.mutation_id, o.command, o.table_name, o.row_id, o.op, o.patch, o.state, o.created_at, o.changed_at\nfrom outbox o\norder by o.seq\nlimit 10000",
    parameters: [],
    tables: ["outbox"],
  },
  'sync.waiting': {
    sql: "select\n  o.mutation_id,\n  o.group_id,\n  o.command,\n  o.table_name,\n  o.row_id,\n  o.op,\n  array(select jsonb_object_keys(o.patch) order by 1) as columns,\n  o.state,\n  o.attempts,\n  coalesce(p.title, e.title, nullif(b.title, ''), block_episode.title, n.content, m.content) as title,\n  coalesce(e.project_id, p.id, block_episode.project_id, n.project_id, m.project_id) as project_id,\n  coalesce(e.id, block_episode.id) as episode_id,\n  o.created_at,\n  o.changed_at\nfrom outbox o\nleft join projects p on p.id = case when o.table_name = 'projects' then o.row_id::uuid end\nleft join episodes e on e.id = case when o.table_name = 'episodes' then o.row_id::uuid end\nleft join blocks b on b.id = case when o.table_name = 'blocks' then o.row_id::uuid end\nleft join episodes block_episode on block_episode.id = b.episode_id\nleft join planning_notes n on n.id = case when o.table_name = 'planning_notes' then o.row_id::uuid end\nleft join agent_memories m on m.id = case when o.table_name = 'agent_memories' then o.row_id::uuid end\nwhere o.state in ('pending', 'sending')\norder by o.seq\nlimit 200",
    parameters: [],
    tables: ["agent_memories","blocks","episodes","outbox","planning_notes","projects"],
  },
  'trash.list': {
    sql: "with page as (\n  select coalesce(($1::jsonb ->> 0)::timestamptz, 'infinity') as before_at,\n    coalesce(($1::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as before_id,\n    coalesce(($2::jsonb ->> 0)::timestamptz, '-infinity') as from_at,\n    coalesce(($2::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000') as from_id\n), newest as (\n  select deleted.* from page cross join lateral (\n    (select 'project' as kind, p.id, p.title, p.id as project_id, null::uuid as episode_id, p.deleted_at, p.deleted_by\n     from projects p\n     where p.deleted_at is not null and (p.deleted_at, p.id) < (before_at, before_id) and (p.deleted_at, p.id) >= (from_at, from_id)\n     order by p.deleted_at desc, p.id desc limit 36)\n    union all\n    (select 'episode', e.id, e.title, e.project_id, e.id, e.deleted_at, e.deleted_by\n     from episodes e\n     where e.deleted_at is not null and (e.deleted_at, e.id) < (before_at, before_id) and (e.deleted_at, e.id) >= (from_at, from_id)\n     order by e.deleted_at desc, e.id desc limit 36)\n    union all\n    (select 'block', b.id, b.title, null, b.episode_id, b.deleted_at, b.deleted_by\n     from blocks b\n     where b.deleted_at is not null and (b.deleted_at, b.id) < (before_at, before_id) and (b.deleted_at, b.id) >= (from_at, from_id)\n     order by b.deleted_at desc, b.id desc limit 36)\n    union all\n    (select 'note', n.id, n.content, n.project_id, n.episode_id, n.deleted_at, n.deleted_by\n     from planning_notes n\n     where n.deleted_at is not null and (n.deleted_at, n.id) < (before_at, before_id) and (n.deleted_at, n.id) >= (from_at, from_id)\n     order by n.deleted_at desc, n.id desc limit 36)\n  ) deleted\n  order by deleted.deleted_at desc, deleted.id desc\n  limit 36\n)\nselect deleted.kind as kind, deleted.id as id,\n  case deleted.kind when 'block'\n    then coalesce(nullif(deleted.title, ''), regexp_replace(left(block.content, 200), '^\\s*#+\\s+', ''))\n    else deleted.title end as title,\n  coalesce(deleted.project_id, episode.project_id) as project_id, deleted.episode_id,\n  deleted.deleted_at as deleted_at, deleted.deleted_by, u.name as deleted_by_name,\n  project.title as project_title, episode.title as episode_title,\n  -- Restoring it brings these back too (commands/restore-parents.ts): a note stands in its project, whatever episode it is about.\n  (deleted.kind = 'block' and episode.deleted_at is not null) is true as is_episode_deleted,\n  (deleted.kind <> 'project' and project.deleted_at is not null) is true as is_project_deleted\nfrom newest deleted\nleft join blocks block on deleted.kind = 'block' and block.id = deleted.id\nleft join users u on u.id = deleted.deleted_by\nleft join episodes episode on episode.id = deleted.episode_id\nleft join projects project on project.id = coalesce(deleted.project_id, episode.project_id)\norder by deleted.deleted_at desc, deleted.id desc\nlimit 36",
    parameters: [{"name":"after","type":"jsonb"},{"name":"until","type":"jsonb"}],
    tables: ["blocks","episodes","planning_notes","projects","users"],
  },
  'usage.daily': {
    sql: "select\n  d.usage_date,\n  d.calls,\n  d.prompt_tokens,\n  d.completion_tokens,\n  d.total_tokens,\n  d.cost_usd,\n  d.cost_gbp,\n  d.by_operation\nfrom token_usage_daily d\nwhere d.usage_date >= $1::date and d.deleted_at is null\norder by d.usage_date desc, d.id\nlimit 400",
    parameters: [{"name":"since","type":"date"}],
    tables: ["token_usage_daily"],
  },
};
