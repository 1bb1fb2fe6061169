-- When each table was last compared with the cloud's own checksum, and how many rows had to be brought up to date then.
select
  compared.key as "table_name!",
  (compared.value ->> 'at')::timestamptz as "at!",
  (compared.value ->> 'repaired')::int4 as "repaired!"
from sync_state s
cross join lateral jsonb_each(s.value) compared
where s.key = 'compared'
order by 2, 1
limit 100
