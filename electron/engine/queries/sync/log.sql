-- What the sync did by itself, newest first.
select l.id, l.at, l.kind, l.message, l.details
from sync_log l
order by l.id desc
limit 200
