-- What a desk knows beyond the cloud's rows. A local row = the cloud's last row + the edits in outbox.

-- A pulled row must never be refused: a new live job may arrive in an earlier page than the end of the old one.
drop index if exists episode_schedule_queue_one_live;

-- Edits the cloud has not confirmed, in the order they were made. Written in the transaction of the edit itself.
create table outbox (
  mutation_id uuid primary key,
  seq bigint not null generated always as identity,
  group_id uuid not null, -- mutations of one command: applied whole or not at all
  command text not null,
  table_name text not null,
  row_id text not null,
  op text not null check (op in ('insert', 'update', 'delete')),
  patch jsonb not null default '{}' check (jsonb_typeof(patch) = 'object'),
  base_rev bigint not null default 0, -- the rev of sync_base when this edit was made or last rebased; 0 for an insert
  -- sending: may have reached the cloud, so it must not change and is sent again under the same mutation_id
  -- parked: refused; waits for a person
  state text not null default 'pending' check (state in ('pending', 'sending', 'parked')),
  attempts integer not null default 0,
  error jsonb, -- {code, message, hint}
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create unique index outbox_order on outbox (seq);
create index outbox_of_row on outbox (table_name, row_id, seq);
create index outbox_by_state on outbox (state, seq);
create index outbox_of_group on outbox (group_id);

-- The cloud's last row of a row with edits waiting: what a three-way merge starts from. None for a row made here.
create table sync_base (
  table_name text not null,
  row_id text not null,
  row jsonb not null,
  primary key (table_name, row_id)
);

create table conflicts (
  id uuid primary key,
  table_name text not null,
  row_id text not null,
  column_name text,
  kind text not null,
  base jsonb,
  mine jsonb,
  theirs jsonb,
  merged jsonb,
  mine_at timestamptz,
  their_author text,
  their_at timestamptz,
  state text not null default 'open' check (state in ('open', 'resolved')),
  resolution jsonb, -- {choice, before, after}
  created_at timestamptz not null default now(),
  resolved_at timestamptz
);
create index conflicts_open on conflicts (created_at desc) where state = 'open';
create index conflicts_of_row on conflicts (table_name, row_id);

-- client_id, the pull's cursor and progress, persisted pause reasons.
create table sync_state (
  key text primary key,
  value jsonb not null
);

-- Rows the pull cannot put in place yet. reason: unknown-table, unknown-columns (row holds id, rev and those columns only),
-- refused (the schema here does not take it), in-flight (an edit of it is on its way to the cloud and not answered).
create table set_aside (
  table_name text not null,
  row_id text not null,
  row jsonb not null,
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (table_name, row_id)
);
create index set_aside_by_reason on set_aside (reason);

-- Rows seen so far by a pull that compares everything; what is not in it at the end is not in the cloud any more.
create table pull_seen (
  table_name text not null,
  row_id text not null,
  primary key (table_name, row_id)
);

-- Asked for on this desk, sent when the cloud can be reached; id is the idempotency key.
create table generation_requests (
  id uuid primary key,
  episode_id uuid not null,
  action text not null check (action in ('request', 'cancel')),
  priority integer,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'accepted', 'refused')),
  error jsonb, -- {code, message, hint}
  job_id uuid,
  created_at timestamptz not null default now()
);
create index generation_requests_of_episode on generation_requests (episode_id, created_at desc);
create index generation_requests_by_state on generation_requests (state, created_at);
