-- What the token says, whatever became of the membership since.
create function claimed_org_id() returns text
language plpgsql stable set search_path = '' as
$$
declare
  claims constant jsonb := public.current_claims();
begin
  return coalesce(claims -> 'o' ->> 'id', claims ->> 'org_id');
end $$;

-- In the cloud a member who was removed has no organisation any more, although the token still names it. Every policy asks
-- through this function, so access ends everywhere at once. It reads a table that has such a policy itself: hence definer.
create or replace function current_org_id() returns text
language plpgsql stable security definer set search_path = '' as
$$
declare
  org constant text := public.claimed_org_id();
  caller constant text := public.current_user_id();
begin
  if exists (
    select from public.organization_members m where m.organization_id = org and m.user_id = caller and m.deleted_at is not null
  ) then
    return null;
  end if;
  return org;
end $$;

create unique index organization_members_once on organization_members (organization_id, user_id);

-- The oldest version of the sync protocol that is taken: PROTOCOL_VERSION in shared/sync/protocol.ts. A migration that breaks older
-- desks replaces this.
create function oldest_protocol() returns integer language sql immutable set search_path = '' as 'select 1';

-- What the caller's app says of itself; others than desks (n8n, the SQL editor) say nothing and are taken.
create function spoken_protocol() returns integer
language sql stable set search_path = ''
as $$ select substring(nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-showrunner-protocol' from '^\d{1,6}$')::integer $$;

-- The caller's organisation, or an error that tells a desk what to do: wait for sign-in, or lock the data.
create function require_org_id() returns text
language plpgsql stable set search_path = '' as $$
declare
  org text := public.current_org_id();
begin
  if public.spoken_protocol() < public.oldest_protocol() then
    raise exception using errcode = 'SR426', message = 'This version of the app is too old for the cloud.',
      hint = 'Update the app. What you have not sent stays on this machine and is sent afterwards.';
  end if;
  if public.current_user_id() is null or public.claimed_org_id() is null then
    raise exception using errcode = 'SR401', message = 'The token names no user or no organisation.',
      hint = 'Sign in and choose an organisation.';
  end if;
  if org is null then
    raise exception using errcode = 'SR403', message = 'You are no longer a member of this organisation.',
      hint = 'Ask an administrator of the organisation to let you in again.';
  end if;
  return org;
end $$;
grant execute on function claimed_org_id(), require_org_id(), oldest_protocol(), spoken_protocol() to authenticated, service_role, generation_worker;

-- Creates the caller's organisation, user and membership from the token, and follows the token's role afterwards. Two desks
-- may do it at once: the rows are inserted "on conflict do nothing", then the organisation's row is locked.
create function ensure_membership() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  org constant text := public.require_org_id();
  caller constant text := public.current_user_id();
  claims constant jsonb := public.current_claims();
  slug constant text := coalesce(claims -> 'o' ->> 'slg', claims ->> 'org_slug', '');
  claimed_email constant text := nullif(claims ->> 'email', '');
  claimed_name constant text := coalesce(nullif(claims ->> 'name', ''), claimed_email, '');
  wanted public.member_role := case when public.current_is_admin() then 'ADMIN' else 'MEMBER' end;
  found_member public.organization_members;
begin
  insert into public.organizations (id, organization_id, name)
  values (org, org, left(coalesce(nullif(initcap(replace(slug, '-', ' ')), ''), org), 200))
  on conflict (id) do nothing;
  insert into public.users (id, email, name, default_organization_id)
  values (caller, claimed_email, claimed_name, org)
  on conflict (id) do nothing;
  -- A token may learn the name later than the row; a name that a person chose stays.
  update public.users u
  set email = coalesce(claimed_email, u.email), name = case when u.name = '' then claimed_name else u.name end
  where u.id = caller
    and (u.email is distinct from coalesce(claimed_email, u.email) or (u.name = '' and claimed_name <> ''));

  perform from public.organizations o where o.id = org for no key update;
  select * into found_member from public.organization_members m where m.organization_id = org and m.user_id = caller;
  if found_member.id is null then
    if wanted = 'ADMIN' and not exists (
      select from public.organization_members m where m.organization_id = org and m.role = 'OWNER' and m.deleted_at is null
    ) then
      wanted := 'OWNER';
      update public.organizations o set owner_id = caller where o.id = org and o.owner_id is null;
    end if;
    insert into public.organization_members (organization_id, user_id, role) values (org, caller, wanted)
    returning * into found_member;
  elsif found_member.role <> 'OWNER' and found_member.role <> wanted then
    update public.organization_members m set role = wanted where m.id = found_member.id returning * into found_member;
  end if;
  return jsonb_build_object(
    'organization_id', org, 'user_id', caller, 'member_id', found_member.id, 'role', found_member.role
  );
end $$;
grant execute on function ensure_membership() to authenticated, service_role;
