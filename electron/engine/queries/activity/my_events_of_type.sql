-- The last times this person did something of a kind.
select e.id, e.event_type, e.occurred_at
from user_events e
where e.event_type = :event_type and e.deleted_at is null
order by e.occurred_at desc, e.id desc
limit 20
