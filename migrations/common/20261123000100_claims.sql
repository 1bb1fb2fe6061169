-- Who is asking. Clerk's session token v2 carries the organisation under "o"; older tokens carry org_id, org_role.
-- Read through these functions only, so that a policy never parses a token itself.
create function current_claims() returns jsonb
language sql stable set search_path = '' as
$$ select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb $$;

create function current_user_id() returns text
language sql stable set search_path = '' as
$$ select public.current_claims() ->> 'sub' $$;

create function current_org_id() returns text
language sql stable set search_path = '' as
$$ select coalesce(public.current_claims() -> 'o' ->> 'id', public.current_claims() ->> 'org_id') $$;

-- Clerk writes "admin" (v2) or "org:admin" (older); the answer is without the prefix, in capitals, as in organization_members.role.
create function current_org_role() returns text
language sql stable set search_path = '' as
$$ select upper(regexp_replace(coalesce(public.current_claims() -> 'o' ->> 'rol', public.current_claims() ->> 'org_role', ''), '^org:', '')) $$;

create function current_is_admin() returns boolean
language sql stable set search_path = '' as
$$ select public.current_org_role() in ('ADMIN', 'OWNER') $$;
