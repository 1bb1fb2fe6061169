-- $1 organisation, $2 how many, $3 now, $4 members. Mostly episodes that somebody opened.
with numbered as (
  select e.id, e.project_id, row_number() over (order by e.created_at, e.id) - 1 as place
  from episodes e where e.organization_id = $1
)
insert into user_events (id, organization_id, user_id, event_type, event_data, session_id, occurred_at, created_at, updated_at, rev, txid)
select md5($1 || ' event ' || n)::uuid, $1, ($4::text[])[1 + n % cardinality($4::text[])],
  case when n < cardinality($4::text[]) then 'onboarding_completed' else 'episode_opened' end,
  jsonb_build_object('episode_id', e.id, 'project_id', e.project_id), md5('session ' || n / 20)::uuid, t.at, t.at, t.at, 1, pg_current_xact_id()
from generate_series(0, $2::int - 1) n
join numbered e on e.place = n::bigint * (select count(*) from numbered) / $2::int,
  lateral (select $3::timestamptz - interval '5 years' * (1 - (n + 1)::float8 / $2::int) as at) t
