-- Hosted Realtime keeps messages for three days.
delete from realtime.messages where inserted_at < (now() at time zone 'UTC') - interval '3 days'
