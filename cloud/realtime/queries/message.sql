-- A message too long for a notification (8000 bytes).
select id::text as id, topic, event, private, payload from realtime.messages where id = $1::uuid
