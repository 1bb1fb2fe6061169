-- As the owner: a row for a policy to be asked about. Always rolled back.
insert into realtime.messages (id, topic, extension) values ($1::uuid, $2, $3)
