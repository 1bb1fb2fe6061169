insert into realtime.messages (topic, extension) values ($1, $2)
