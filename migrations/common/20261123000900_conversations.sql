create type memory_type as enum ('PREFERENCE', 'CONTEXT', 'FEEDBACK', 'PATTERN');
create type chat_role as enum ('user', 'assistant', 'system');

-- A project's memories move here from projects.memories once there are more than 50.
create table agent_memories (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  project_id uuid not null,
  content text not null check (length(content) > 0),
  type memory_type not null default 'CONTEXT',
  importance numeric(4, 3) not null default 0.5 check (importance between 0 and 1),
  confidence numeric(4, 3) not null default 0.5 check (confidence between 0 and 1),
  source text not null default 'interaction',
  expires_at timestamptz,
  use_count integer not null default 0,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  foreign key (project_id, organization_id) references projects (id, organization_id)
);
create index agent_memories_of_project on agent_memories (project_id, importance desc);
alter table agent_memories enable row level security;
create policy agent_memories_read on agent_memories for select to authenticated using (organization_id = (select current_org_id()));
create policy agent_memories_insert on agent_memories for insert to authenticated with check (organization_id = (select current_org_id()));
create policy agent_memories_update on agent_memories for update to authenticated
  using (organization_id = (select current_org_id())) with check (organization_id = (select current_org_id()));

-- Chats and highlights are private to their user.
create table chat_sessions (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id),
  user_id text not null,
  project_id uuid,
  episode_id uuid,
  title text not null default '' check (length(title) <= 300),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  unique (id, organization_id),
  foreign key (project_id, organization_id) references projects (id, organization_id),
  foreign key (episode_id, organization_id) references episodes (id, organization_id)
);
create index chat_sessions_of_user on chat_sessions (organization_id, user_id, updated_at desc);
create index chat_sessions_of_project on chat_sessions (project_id) where project_id is not null;
create index chat_sessions_of_episode on chat_sessions (episode_id) where episode_id is not null;
alter table chat_sessions enable row level security;
create policy chat_sessions_read on chat_sessions for select to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy chat_sessions_insert on chat_sessions for insert to authenticated
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy chat_sessions_update on chat_sessions for update to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()))
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));

create table chat_messages (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  session_id uuid not null,
  user_id text not null,
  role chat_role not null default 'user',
  content text not null,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  foreign key (session_id, organization_id) references chat_sessions (id, organization_id)
);
create index chat_messages_of_session on chat_messages (session_id, created_at);
alter table chat_messages enable row level security;
create policy chat_messages_read on chat_messages for select to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy chat_messages_insert on chat_messages for insert to authenticated
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy chat_messages_update on chat_messages for update to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()))
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));

create table highlights (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null,
  user_id text not null,
  block_id uuid not null,
  selected_text text not null,
  start_offset integer not null check (start_offset >= 0),
  end_offset integer not null check (end_offset >= start_offset),
  note text not null default '',
  colour text not null default 'yellow' check (length(colour) <= 30),
  chat_session_id uuid,
  rev bigint not null default 0,
  txid xid8,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  deleted_at timestamptz,
  deleted_by text,
  foreign key (block_id, organization_id) references blocks (id, organization_id),
  foreign key (chat_session_id, organization_id) references chat_sessions (id, organization_id)
);
create index highlights_of_block on highlights (block_id, user_id);
create index highlights_of_chat_session on highlights (chat_session_id) where chat_session_id is not null;
alter table highlights enable row level security;
create policy highlights_read on highlights for select to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy highlights_insert on highlights for insert to authenticated
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy highlights_update on highlights for update to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()))
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
