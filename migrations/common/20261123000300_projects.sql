create type project_status as enum ('ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED');

-- (id, organization_id) is unique so that children can point at both: a row can never hang below another organisation's parent.
create table projects (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  title text not null check (length(title) between 1 and 300),
  onboarding_brief text not null default '',
  -- {mode: daily|weekdays|weekly|custom, days: [0-6, 0 = Sunday], delivery_hour: 0-23}, read in the project's time zone
  cadence_config jsonb not null default '{"mode": "weekly", "days": [1], "delivery_hour": 7}' check (jsonb_typeof(cadence_config) = 'object'),
  timezone text not null default 'Europe/London',
  -- [{id, content, source: onboarding|feedback|interaction, importance: 0-1, created_at}]
  memories jsonb not null default '[]' check (jsonb_typeof(memories) = 'array'),
  status project_status not null default 'ACTIVE',
  paused_at timestamptz,
  next_scheduled_at timestamptz,
  last_episode_at timestamptz,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  unique (id, organization_id)
);
create index projects_live on projects (organization_id, status) where deleted_at is null;
alter table projects enable row level security;
create policy projects_read on projects for select to authenticated using (organization_id = (select current_org_id()));
create policy projects_insert on projects for insert to authenticated with check (organization_id = (select current_org_id()));
create policy projects_update on projects for update to authenticated
  using (organization_id = (select current_org_id())) with check (organization_id = (select current_org_id()));
