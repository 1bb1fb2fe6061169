-- The roles that requests run as. They belong to the whole server, and several databases of it may be prepared at once.
do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'anon nologin noinherit',
    'authenticated nologin noinherit',
    'service_role nologin noinherit bypassrls',
    'authenticator nologin noinherit'
  ] loop
    begin
      if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
        execute 'create role ' || wanted;
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of this server was prepared at the same moment
    end;
  end loop;
  begin
    grant anon, authenticated, service_role to authenticator;
  exception when unique_violation then
    null;
  end;
end $$;

grant usage on schema public to anon, authenticated, service_role;

-- Supabase opens everything in public to every request role and leaves the rest to row level security. The stand-in does
-- the same, so that a migration that forgets to close something is caught here and not there.
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
