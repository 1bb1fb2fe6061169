create type generation_job_status as enum ('pending', 'processing', 'completed', 'failed', 'cancelled', 'blocked');
create type generation_stage as enum ('queued', 'research', 'writing', 'review', 'complete');

-- One row per generation job. Written by the cloud's functions only; desks read it.
create table episode_schedule_queue (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  project_id uuid not null,
  episode_id uuid not null,
  idempotency_key uuid not null,
  requested_by text, -- null: the schedule asked
  priority integer not null default 5 check (priority between 1 and 10),
  generation_start_time timestamptz not null default now(),
  target_delivery_time timestamptz,
  status generation_job_status not null default 'pending',
  lease_worker text,
  lease_token uuid, -- never sent to desks
  lease_expires_at timestamptz,
  attempt_count integer not null default 0,
  max_attempts integer not null default 3 check (max_attempts > 0),
  next_retry_at timestamptz,
  error_message text,
  error_details jsonb not null default '{}',
  blocked_reason text,
  attempts jsonb not null default '[]' check (jsonb_typeof(attempts) = 'array'), -- [{attempt, worker, started_at, ended_at, outcome, stage, error, cost_gbp}]
  result jsonb,
  stage generation_stage not null default 'queued',
  percent integer not null default 0 check (percent between 0 and 100),
  message text not null default '',
  eta_seconds integer,
  progress_seq bigint not null default 0,
  progress_at timestamptz,
  cost_gbp numeric(12, 6) not null default 0,
  started_at timestamptz,
  completed_at timestamptz,
  cancelled_by text,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  foreign key (project_id, organization_id) references projects (id, organization_id),
  foreign key (episode_id, organization_id) references episodes (id, organization_id)
);
create unique index episode_schedule_queue_one_live on episode_schedule_queue (episode_id) where status in ('pending', 'processing') and deleted_at is null;
create index episode_schedule_queue_claim on episode_schedule_queue (priority desc, generation_start_time, id) where status = 'pending';
create index episode_schedule_queue_leases on episode_schedule_queue (lease_expires_at) where status = 'processing';
create index episode_schedule_queue_of_episode on episode_schedule_queue (episode_id, created_at desc);
create index episode_schedule_queue_of_project on episode_schedule_queue (project_id);
create index episode_schedule_queue_blocked on episode_schedule_queue (organization_id) where status = 'blocked';
alter table episode_schedule_queue enable row level security;
create policy episode_schedule_queue_read on episode_schedule_queue for select to authenticated using (organization_id = (select current_org_id()));
