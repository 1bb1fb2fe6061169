-- The newest messages of a conversation in its order: every answer behind its question. `in_all` counts the older ones as well; `parked`
-- is not accepted by the cloud, and waits for a person; `noted`: the project has the note that the answer suggests.
-- @type metadata ChatMetadata from domain/json-shapes.ts
select
  m.id as "id!",
  m.session_id as "session_id!",
  m.role as "role!",
  m.content as "content!",
  m.metadata as "metadata!",
  m.answer_state,
  m.answer_reason,
  m.asked as "asked!",
  m.answers,
  m.created_at as "created_at!",
  m.in_all as "in_all!",
  exists (
    select from outbox o where o.table_name = 'chat_messages' and o.row_id = m.id::text and o.state <> 'parked'
  ) as "waiting!",
  exists (
    select from outbox o where o.table_name = 'chat_messages' and o.row_id = m.id::text and o.state = 'parked'
  ) as "parked!",
  exists (
    select from planning_notes n
    where n.deleted_at is null and btrim(n.content, e' \t\r\n') = btrim(m.metadata ->> 'suggested_note', e' \t\r\n')
      and n.project_id = (
        select coalesce(s.project_id, e.project_id) from chat_sessions s left join episodes e on e.id = s.episode_id
        where s.id = m.session_id
      )
  ) as "noted!"
from (
  select m.*, coalesce(question.created_at, m.created_at) as asked_at, coalesce(question.id, m.id) as asked_in, count(*) over () as in_all
  from chat_messages m
  left join chat_messages question on question.id = m.answers
  where m.session_id = :session_id::uuid and m.deleted_at is null and m.role <> 'system'
  order by asked_at desc, asked_in desc, (m.answers is not null) desc, m.created_at desc, m.id desc
  limit 1000
) m
order by m.asked_at, m.asked_in, m.answers is not null, m.created_at, m.id
limit 1000
