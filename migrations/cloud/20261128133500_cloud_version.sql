-- For the connect screen, which asks before anybody signs in: does this cloud have what a desk needs, and does it still talk to a
-- desk as old as this one. Two numbers, and nothing about anybody's data; so it is the one thing that anon may call.
-- A migration that adds what desks need replaces schema_version with the next number (NEEDED_SCHEMA in shared/sync/protocol.ts).
create function schema_version() returns integer language sql immutable set search_path = '' as 'select 1';

create function cloud_version() returns jsonb language sql stable set search_path = ''
as $$ select jsonb_build_object('schema', public.schema_version(), 'oldest_protocol', public.oldest_protocol()) $$;

grant execute on function cloud_version(), schema_version(), oldest_protocol() to anon, authenticated, service_role;
