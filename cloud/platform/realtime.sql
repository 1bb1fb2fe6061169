-- What the Realtime service keeps in a project's database: same names, columns and behaviour, our own text.
-- It drops messages after three days by dropping partitions; here the embedded cloud deletes them.
create schema realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  primary key (id, inserted_at),
  constraint messages_one_payload check (payload is null or binary_payload is null)
);
create index messages_replay on realtime.messages (inserted_at desc, topic) where extension = 'broadcast' and private is true;
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

-- The topic a policy is asked about.
create function realtime.topic() returns text language sql stable as
$$ select nullif(current_setting('realtime.topic', true), '') $$;

create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when payload ? 'id' then payload else payload || jsonb_build_object('id', message_id) end,
    event, topic, private, 'broadcast'
  );
exception when others then
  raise warning 'realtime.send dropped a message: %', sqlerrm; -- as hosted: a message that fails never fails its sender
end $$;

create function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void
language plpgsql as $$
begin
  if level = 'STATEMENT' or operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'broadcast_changes cannot be used with % %', level, operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'schema', table_schema, 'table', table_name, 'operation', operation, 'record', new, 'old_record', old
    ),
    event_name, topic_name
  );
end $$;

-- A notification carries at most 8000 bytes; a longer message travels as its id and the listener reads the row.
create function realtime.notify_message() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  head jsonb := jsonb_build_object('id', new.id, 'topic', new.topic, 'event', new.event, 'private', new.private);
  whole text := (head || jsonb_build_object('payload', new.payload))::text;
begin
  if new.extension = 'broadcast' and new.event is not null and new.binary_payload is null then
    perform pg_notify('realtime_messages', case when octet_length(whole) < 7900 then whole else head::text end);
  end if;
  return null;
end $$;
create trigger messages_notify after insert on realtime.messages
  for each row execute function realtime.notify_message();
