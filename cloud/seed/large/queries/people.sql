-- $1 organisation, $2 its members, the first one its owner.
with organization as (
  insert into organizations (id, organization_id, name, type, owner_id, subscription_tier, project_limit, rev, txid)
  values ($1, $1, 'Northgate Studios', 'TEAM', ($2::text[])[1], 'ENTERPRISE', 1000, 1, pg_current_xact_id())
),
people as (
  insert into users (id, email, name, default_organization_id, rev, txid)
  select id, id || '@northgate.example', initcap(replace(replace(id, 'user_', ''), '_', ' ')), $1, 1, pg_current_xact_id()
  from unnest($2::text[]) id on conflict (id) do nothing
)
insert into organization_members (organization_id, user_id, role, rev, txid)
select $1, id, case place when 1 then 'OWNER' when 2 then 'ADMIN' else 'MEMBER' end::member_role, 1, pg_current_xact_id()
from unnest($2::text[]) with ordinality list (id, place)
