-- A table as RxDB's guide to its Supabase plugin asks for: _modified set to now() by a trigger (moddatetime there), _deleted for
-- deletions. The columns are those of blocks that the plugin can compare. No row level security, so that it costs the peer nothing.
create table public.rxdb_blocks (
  id text primary key,
  organization_id text not null,
  episode_id text not null,
  type text not null default 'MARKDOWN',
  title text not null default '',
  content text not null default '',
  position double precision not null default 10,
  word_count integer not null default 0,
  reasoning text not null default '',
  _deleted boolean not null default false,
  _modified timestamptz not null default now()
);
create index on public.rxdb_blocks (_modified, id);
grant select, insert, update on public.rxdb_blocks to authenticated;

create function public.rxdb_set_modified() returns trigger
language plpgsql as $$
begin
  new._modified := now();
  return new;
end $$;
create trigger set_modified before update on public.rxdb_blocks for each row execute function public.rxdb_set_modified();

-- Feeds change-feed.ts, in place of the decoding of the log that Supabase's Realtime does. Off until it is wanted.
create function public.rxdb_tell_change() returns trigger
language plpgsql as $$
begin
  perform pg_notify('rxdb_blocks', json_build_object('type', tg_op, 'record', new)::text);
  return null;
end $$;
create trigger tell_change after insert or update on public.rxdb_blocks for each row execute function public.rxdb_tell_change();
alter table public.rxdb_blocks disable trigger tell_change;
notify pgrst, 'reload schema';
