create type organization_type as enum ('PERSONAL', 'TEAM');
create type subscription_tier as enum ('TRIAL', 'STARTER', 'GROWTH', 'ENTERPRISE');
create type member_role as enum ('OWNER', 'ADMIN', 'MEMBER');

-- id is the identity provider's. organization_id repeats it, so that every synced table is asked for in the same way.
create table organizations (
  id text primary key,
  organization_id text not null check (organization_id = id),
  name text not null check (length(name) between 1 and 200),
  type organization_type not null default 'TEAM',
  owner_id text,
  subscription_tier subscription_tier not null default 'TRIAL',
  project_limit integer not null default 3 check (project_limit >= 0),
  daily_cost_limit_gbp numeric(12, 4) not null default 50 check (daily_cost_limit_gbp >= 0),
  episode_cost_limit_gbp numeric(12, 4) not null default 3 check (episode_cost_limit_gbp >= 0),
  timezone text not null default 'Europe/London',
  enabled_features jsonb not null default '[]' check (jsonb_typeof(enabled_features) = 'array'),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text
);
alter table organizations enable row level security;
create policy organizations_read on organizations for select to authenticated using (id = (select current_org_id()));
create policy organizations_update on organizations for update to authenticated
  using (id = (select current_org_id()) and (select current_is_admin()))
  with check (id = (select current_org_id()) and (select current_is_admin()));

-- A person may belong to several organisations, so users carry no organization_id.
create table users (
  id text primary key,
  email text,
  name text not null default '',
  timezone text not null default 'Europe/London',
  notification_preferences jsonb not null default '{}' check (jsonb_typeof(notification_preferences) = 'object'),
  default_organization_id text,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text
);
alter table users enable row level security;

create table organization_members (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  user_id text not null references users (id),
  role member_role not null default 'MEMBER',
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text
);
create index organization_members_by_user on organization_members (user_id);
alter table organization_members enable row level security;
create policy organization_members_read on organization_members for select to authenticated
  using (organization_id = (select current_org_id()));

create policy users_read on users for select to authenticated using (
  id = (select current_user_id())
  or exists (select from organization_members m where m.user_id = users.id and m.organization_id = (select current_org_id()))
);
create policy users_update on users for update to authenticated
  using (id = (select current_user_id())) with check (id = (select current_user_id()));
