-- The newest $3 of a private topic since $2 (epoch milliseconds), oldest first.
select id::text as id, topic, event, private, payload
from (
  select * from realtime.messages
  where topic = $1 and private and extension = 'broadcast' and event is not null and binary_payload is null
    and inserted_at >= to_timestamp($2::float8 / 1000) at time zone 'UTC'
  order by inserted_at desc
  limit $3::int
) newest
order by inserted_at
