-- Who is asking. Clerk's session token v2 carries the organisation under "o"; older tokens carry org_id, org_role.
-- Read through these functions only, so that a policy never parses a token itself. In plpgsql, because every policy of every
-- statement asks them: a SQL function with a pinned search path is planned again at each call, ten times the cost.
create function current_claims() returns jsonb
language plpgsql stable set search_path = '' as
$$ begin return nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb; end $$;

create function current_user_id() returns text
language plpgsql stable set search_path = '' as
$$ begin return public.current_claims() ->> 'sub'; end $$;

create function current_org_id() returns text
language plpgsql stable set search_path = '' as
$$
declare
  claims constant jsonb := public.current_claims();
begin
  return coalesce(claims -> 'o' ->> 'id', claims ->> 'org_id');
end $$;

-- Clerk writes "admin" (v2) or "org:admin" (older); the answer is without the prefix, in capitals, as in organization_members.role.
create function current_org_role() returns text
language plpgsql stable set search_path = '' as
$$
declare
  claims constant jsonb := public.current_claims();
begin
  return upper(regexp_replace(coalesce(claims -> 'o' ->> 'rol', claims ->> 'org_role', ''), '^org:', ''));
end $$;

create function current_is_admin() returns boolean
language plpgsql stable set search_path = '' as
$$ begin return public.current_org_role() in ('ADMIN', 'OWNER'); end $$;
