-- Foreign keys are checked when the statement ends, so all three tables are filled by one.
with organization as (
  insert into organizations (id, organization_id, name, type, owner_id, subscription_tier, project_limit)
  values ('org_demo', 'org_demo', 'Meridian Research', 'TEAM', 'user_ada', 'GROWTH', 25)
),
people as (
  insert into users (id, email, name, default_organization_id)
  values ('user_ada', 'ada@meridian.example', 'Ada Thornton', 'org_demo'), ('user_ben', 'ben@meridian.example', 'Ben Okafor', 'org_demo')
)
insert into organization_members (id, organization_id, user_id, role)
select id, 'org_demo', user_id, role from jsonb_to_recordset($1::text::jsonb) as member(id uuid, user_id text, role member_role)
