-- $1 organisation, $2 how many, $3 now, $4 members.
with numbered as (
  select e.id, row_number() over (order by e.created_at, e.id) - 1 as place
  from episodes e where e.organization_id = $1
)
insert into audit_log (id, organization_id, actor, action, resource_type, resource_id, old_values, new_values, created_at)
select md5($1 || ' audit ' || n)::uuid, $1,
  case n % 3 when 0 then 'generation_worker' else ($4::text[])[1 + n % cardinality($4::text[])] end,
  'episode.published', 'episode', e.id::text, '{"status": "GENERATING"}', '{"status": "PUBLISHED"}',
  $3::timestamptz - interval '5 years' * (1 - (n + 1)::float8 / $2::int)
from generate_series(0, $2::int - 1) n join numbered e on e.place = n::bigint * (select count(*) from numbered) / $2::int
