-- The person's newest conversations, the newest first, with what they are about and how far the last question is. `in_all` counts the
-- older ones as well; `parked`: something of it was not accepted by the cloud, and waits for a person.
select
  s.id,
  s.title,
  s.project_id,
  s.episode_id,
  p.title as project_title,
  e.title as episode_title,
  e.sequence_number as episode_number,
  s.created_at,
  coalesce(last.created_at, s.created_at) as "last_at!",
  last.answer_state as last_answer_state,
  count(*) over () as "in_all!",
  exists (
    select from outbox o
    where o.state <> 'parked' and (
      (o.table_name = 'chat_sessions' and o.row_id = s.id::text)
      or (o.table_name = 'chat_messages' and o.row_id in (select m.id::text from chat_messages m where m.session_id = s.id))
    )
  ) as "waiting!",
  exists (
    select from outbox o
    where o.state = 'parked' and (
      (o.table_name = 'chat_sessions' and o.row_id = s.id::text)
      or (o.table_name = 'chat_messages' and o.row_id in (select m.id::text from chat_messages m where m.session_id = s.id))
    )
  ) as "parked!"
from chat_sessions s
left join episodes e on e.id = s.episode_id
left join projects p on p.id = coalesce(s.project_id, e.project_id)
left join lateral (
  select m.created_at, m.answer_state from chat_messages m
  where m.session_id = s.id and m.role = 'user' and m.deleted_at is null
  order by m.created_at desc, m.id desc limit 1
) last on true
where s.deleted_at is null
order by coalesce(last.created_at, s.created_at) desc, s.id
limit 200
