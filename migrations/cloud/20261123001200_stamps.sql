-- The tables that desks keep a copy of, parents before children (SYNCED_TABLES in shared/sync/protocol.ts).
create function synced_tables() returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select array[
    'organizations', 'users', 'organization_members', 'projects', 'episodes', 'blocks', 'planning_notes',
    'episode_schedule_queue', 'token_usage_daily', 'user_events', 'agent_memories', 'chat_sessions', 'chat_messages', 'highlights'
  ]
$$;
grant execute on function synced_tables() to authenticated, service_role;

-- Stamps every change, whoever writes. A write that changes nothing is not a change: it would only wake every desk.
create function stamp_row() returns trigger
language plpgsql set search_path = '' as $$
declare
  who constant text := public.current_user_id();
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then
      return new;
    end if;
    new.id := old.id;
    new.created_at := old.created_at;
    new.rev := old.rev + 1;
  else
    new.rev := 1;
  end if;
  if new.deleted_at is null then
    new.deleted_by := null;
  elsif tg_op = 'INSERT' or old.deleted_at is null then
    new.deleted_at := clock_timestamp(); -- a desk's clock may be wrong by years
    new.deleted_by := who;
  else
    new.deleted_at := old.deleted_at;
    new.deleted_by := old.deleted_by;
  end if;
  new.txid := pg_current_xact_id();
  new.updated_at := clock_timestamp();
  new.updated_by := who;
  return new;
end $$;

-- Desks learn of a deletion by deleted_at only, so a plain DELETE becomes one.
create function delete_softly() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.deleted_at is null then
    execute format('update public.%I set deleted_at = now() where id = $1', tg_table_name) using old.id;
  end if;
  return null;
end $$;

create function refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'SR409', message = format('%s is append-only: %s is not allowed.', tg_table_name, lower(tg_op)),
    hint = 'Add a new row instead.';
end $$;

create function refuse_truncate() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'SR409', message = format('%s cannot be truncated: desks would never learn of it.', tg_table_name),
    hint = 'Delete the rows instead; they are then marked as deleted.';
end $$;

do $$
declare
  name text;
begin
  foreach name in array public.synced_tables() loop
    -- Triggers run in the order of their names; this one must see what the others made of the row.
    execute format('create trigger zz_stamp_row before insert or update on public.%I for each row execute function public.stamp_row()', name);
    execute format('create trigger refuse_truncate before truncate on public.%I for each statement execute function public.refuse_truncate()', name);
    execute format('alter table public.%I alter column txid set not null', name);
    if name <> 'user_events' then
      execute format('create trigger delete_softly before delete on public.%I for each row execute function public.delete_softly()', name);
    end if;
    -- What sync_pull walks along.
    if name = 'users' then
      create index users_sync on public.users (txid, id);
    else
      execute format('create index %I on public.%I (organization_id, txid, id)', name || '_sync', name);
    end if;
  end loop;

  foreach name in array array['user_events', 'token_usage', 'audit_log'] loop
    execute format('create trigger refuse_change before update or delete on public.%I for each row execute function public.refuse_change()', name);
  end loop;
  foreach name in array array['token_usage', 'audit_log', 'block_versions'] loop
    execute format('create trigger refuse_truncate before truncate on public.%I for each statement execute function public.refuse_truncate()', name);
  end loop;
end $$;

-- A user who becomes a member comes into the sight of that organisation's desks, whose cursors may be past the user's row.
create function show_new_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.users set txid = '0' where id = new.user_id and txid <> pg_current_xact_id();
  return null;
end $$;
create trigger show_new_member after insert on organization_members
  for each row execute function show_new_member();
create trigger show_returning_member after update of deleted_at on organization_members
  for each row when (old.deleted_at is not null and new.deleted_at is null) execute function show_new_member();
