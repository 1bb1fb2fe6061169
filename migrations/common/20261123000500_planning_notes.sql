create type note_scope as enum ('NEXT_EPISODE', 'GENERAL', 'TOPIC_REQUEST', 'DEPTH_ADJUSTMENT');
create type note_priority as enum ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL');
create type note_status as enum ('pending', 'acknowledged', 'incorporated', 'deferred', 'archived');

create table planning_notes (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  project_id uuid not null,
  episode_id uuid,
  author_id text,
  content text not null check (length(content) between 1 and 240),
  scope note_scope not null default 'NEXT_EPISODE',
  priority note_priority not null default 'MEDIUM',
  status note_status not null default 'pending',
  position double precision not null default 0, -- order by hand within a status; ties go by id
  incorporated_in_episode_id uuid,
  expires_at timestamptz,
  archive_after_episodes integer check (archive_after_episodes > 0),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  foreign key (project_id, organization_id) references projects (id, organization_id),
  foreign key (episode_id, organization_id) references episodes (id, organization_id),
  foreign key (incorporated_in_episode_id, organization_id) references episodes (id, organization_id)
);
create index planning_notes_of_project on planning_notes (project_id, status, created_at desc);
create index planning_notes_of_episode on planning_notes (episode_id) where episode_id is not null;
create index planning_notes_incorporated on planning_notes (incorporated_in_episode_id) where incorporated_in_episode_id is not null;
alter table planning_notes enable row level security;
create policy planning_notes_read on planning_notes for select to authenticated using (organization_id = (select current_org_id()));
create policy planning_notes_insert on planning_notes for insert to authenticated
  with check (organization_id = (select current_org_id()) and author_id = (select current_user_id()));
create policy planning_notes_update on planning_notes for update to authenticated
  using (organization_id = (select current_org_id())) with check (organization_id = (select current_org_id()));
