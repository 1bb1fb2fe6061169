create type audit_severity as enum ('info', 'warning', 'error', 'critical');

-- Append-only, private to its user, works offline.
create table user_events (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  user_id text not null,
  event_type text not null check (length(event_type) between 1 and 100),
  event_data jsonb not null default '{}' check (jsonb_typeof(event_data) = 'object'),
  session_id uuid,
  occurred_at timestamptz not null default now(),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text
);
create index user_events_of_user on user_events (organization_id, user_id, event_type, occurred_at desc);
alter table user_events enable row level security;
create policy user_events_read on user_events for select to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy user_events_insert on user_events for insert to authenticated
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));

-- Append-only, written by the cloud's triggers, readable by admins; stays in the cloud.
create table audit_log (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  actor text,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  old_values jsonb,
  new_values jsonb,
  severity audit_severity not null default 'info',
  created_at timestamptz not null default now()
);
create index audit_log_by_time on audit_log (organization_id, created_at desc);
create index audit_log_of_resource on audit_log (resource_type, resource_id, created_at desc);
alter table audit_log enable row level security;
create policy audit_log_read on audit_log for select to authenticated
  using (organization_id = (select current_org_id()) and (select current_is_admin()));
