create type episode_status as enum ('DRAFT', 'GENERATING', 'PARTIAL', 'PUBLISHED', 'FAILED');

-- sequence_number and idempotency_key are unique per project in the cloud only (migrations/cloud): two desks may both
-- make "episode 12" offline, and a pulled row must never be refused by a desk.
create table episodes (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  project_id uuid not null,
  sequence_number integer not null check (sequence_number > 0),
  title text not null default '' check (length(title) <= 300),
  summary text not null default '',
  sources jsonb not null default '[]' check (jsonb_typeof(sources) = 'array'), -- [{title, url, credibility: 0-1}]
  status episode_status not null default 'DRAFT',
  idempotency_key text,
  scheduled_for timestamptz,
  generation_started_at timestamptz,
  published_at timestamptz,
  delivered_at timestamptz,
  generation_attempts integer not null default 0,
  generation_errors jsonb not null default '[]' check (jsonb_typeof(generation_errors) = 'array'), -- [{time, attempt, stage, error}]
  generation_progress jsonb not null default '{}' check (jsonb_typeof(generation_progress) = 'object'),
  generation_time_seconds integer,
  reading_minutes integer,
  word_count integer not null default 0,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  unique (id, organization_id),
  foreign key (project_id, organization_id) references projects (id, organization_id)
);
create index episodes_of_project on episodes (project_id, sequence_number desc);
create index episodes_scheduled on episodes (scheduled_for) where deleted_at is null and delivered_at is null;
alter table episodes enable row level security;
create policy episodes_read on episodes for select to authenticated using (organization_id = (select current_org_id()));
create policy episodes_insert on episodes for insert to authenticated with check (organization_id = (select current_org_id()));
create policy episodes_update on episodes for update to authenticated
  using (organization_id = (select current_org_id())) with check (organization_id = (select current_org_id()));

create type block_type as enum ('MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION');

create table blocks (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  episode_id uuid not null,
  type block_type not null default 'MARKDOWN',
  title text not null default '' check (length(title) <= 300),
  content text not null default '',
  position double precision not null default 10, -- gaps of 10; a block put between two takes the middle, ties go by id
  word_count integer not null default 0,
  confidence numeric(4, 3) check (confidence between 0 and 1),
  reasoning text not null default '',
  source_urls jsonb not null default '[]' check (jsonb_typeof(source_urls) = 'array'),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  unique (id, organization_id),
  foreign key (episode_id, organization_id) references episodes (id, organization_id)
);
create index blocks_of_episode on blocks (episode_id, position);
alter table blocks enable row level security;
create policy blocks_read on blocks for select to authenticated using (organization_id = (select current_org_id()));
create policy blocks_insert on blocks for insert to authenticated with check (organization_id = (select current_org_id()));
create policy blocks_update on blocks for update to authenticated
  using (organization_id = (select current_org_id())) with check (organization_id = (select current_org_id()));

-- Every state a block's text has had, by whoever wrote it; filled by a cloud trigger. Append-only for callers.
create table block_versions (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  block_id uuid not null,
  block_rev bigint not null,
  content text not null,
  title text not null default '',
  author text,
  client_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (block_id, organization_id) references blocks (id, organization_id)
);
create index block_versions_of_block on block_versions (block_id, block_rev desc);
alter table block_versions enable row level security;
create policy block_versions_read on block_versions for select to authenticated using (organization_id = (select current_org_id()));
