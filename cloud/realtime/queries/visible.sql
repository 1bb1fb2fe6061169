select id::text as id from realtime.messages where id = any ($1::uuid[])
