-- A conversation in its order: every answer behind its question.
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
  exists (select from outbox o where o.table_name = 'chat_messages' and o.row_id = m.id::text) as "waiting!"
from chat_messages m
left join chat_messages question on question.id = m.answers
where m.session_id = :session_id::uuid and m.deleted_at is null and m.role <> 'system'
order by coalesce(question.created_at, m.created_at), coalesce(question.id, m.id), m.answers is not null, m.created_at, m.id
limit 1000
