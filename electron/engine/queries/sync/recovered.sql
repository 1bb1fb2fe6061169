-- What a person has to be told of a store that was rebuilt, until they have seen it.
select l.id, l.at, l.message
from sync_log l
where l.kind = 'recovered' and not l.details ? 'seen_at'
order by l.id desc
limit 1
