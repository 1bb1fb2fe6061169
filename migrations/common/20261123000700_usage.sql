create type ai_operation as enum ('episode_generation', 'chat', 'research', 'quality_check', 'onboarding');

-- One row per AI call; append-only. Raw rows stay in the cloud, desks get the daily sums.
create table token_usage (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  operation ai_operation not null,
  model text not null,
  prompt_tokens integer not null default 0 check (prompt_tokens >= 0),
  completion_tokens integer not null default 0 check (completion_tokens >= 0),
  total_tokens integer not null generated always as (prompt_tokens + completion_tokens) stored,
  cost_usd numeric(12, 6) not null default 0 check (cost_usd >= 0),
  cost_gbp numeric(12, 6) not null default 0 check (cost_gbp >= 0),
  episode_id uuid,
  job_id uuid,
  user_id text,
  created_at timestamptz not null default now()
);
create index token_usage_by_time on token_usage (organization_id, created_at desc);
create index token_usage_of_episode on token_usage (episode_id) where episode_id is not null;
alter table token_usage enable row level security;
create policy token_usage_read on token_usage for select to authenticated using (organization_id = (select current_org_id()));

-- Kept by a trigger on token_usage in the cloud; every limit check reads this table. The day is the organisation's local day.
create table token_usage_daily (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  usage_date date not null,
  calls integer not null default 0,
  prompt_tokens bigint not null default 0,
  completion_tokens bigint not null default 0,
  total_tokens bigint not null default 0,
  cost_usd numeric(14, 6) not null default 0,
  cost_gbp numeric(14, 6) not null default 0,
  by_operation jsonb not null default '{}' check (jsonb_typeof(by_operation) = 'object'), -- {operation: {calls, tokens, cost_gbp}}
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text
);
create index token_usage_daily_by_date on token_usage_daily (organization_id, usage_date desc);
alter table token_usage_daily enable row level security;
create policy token_usage_daily_read on token_usage_daily for select to authenticated using (organization_id = (select current_org_id()));
