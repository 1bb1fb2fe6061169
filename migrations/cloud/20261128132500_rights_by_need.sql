-- A token has one shape. With "o" (or version 2) the older names are not read, so that a claim which an organisation's dashboard adds
-- under an older name cannot make a member of it an admin.
create or replace function current_org_role() returns text
language plpgsql stable set search_path = '' as
$$
declare
  claims constant jsonb := public.current_claims();
  role constant text := case when claims ? 'o' or claims ->> 'v' = '2' then claims -> 'o' ->> 'rol' else claims ->> 'org_role' end;
begin
  return upper(regexp_replace(coalesce(role, ''), '^org:', ''));
end $$;

create or replace function claimed_org_id() returns text
language plpgsql stable set search_path = '' as
$$
declare
  claims constant jsonb := public.current_claims();
begin
  return nullif(case when claims ? 'o' or claims ->> 'v' = '2' then claims -> 'o' ->> 'id' else claims ->> 'org_id' end, '');
end $$;

create or replace function current_user_id() returns text
language plpgsql stable set search_path = '' as
$$ begin return nullif(public.current_claims() ->> 'sub', ''); end $$;

-- A token without a person belongs to no organisation either: the removal of a member is looked up by the person.
create or replace function current_org_id() returns text
language plpgsql stable security definer set search_path = '' as
$$
declare
  org constant text := public.claimed_org_id();
  caller constant text := public.current_user_id();
begin
  if caller is null or exists (
    select from public.organization_members m where m.organization_id = org and m.user_id = caller and m.deleted_at is not null
  ) then
    return null;
  end if;
  return org;
end $$;

-- The worker's functions run as their owner: the worker itself needs those and nothing else.
revoke execute on function current_claims(), current_user_id(), current_org_id(), current_org_role(), current_is_admin(),
  claimed_org_id(), require_org_id(), oldest_protocol(), spoken_protocol() from generation_worker;

-- Called by functions that already run as the owner, and by nobody else.
alter function organization_day(text, timestamptz) security invoker;
alter function cost_of_day(text, timestamptz) security invoker;
alter function daily_limit_reached(text, timestamptz) security invoker;
alter function episode_limit_reached(episode_schedule_queue) security invoker;
alter function generation_context(episode_schedule_queue, timestamptz) security invoker;
alter function lock_leased_job(uuid, uuid) security invoker;
alter function record_usage(episode_schedule_queue, jsonb) security invoker;
alter function record_closing_usage(episode_schedule_queue, jsonb) security invoker;
alter function write_blocks(episodes, jsonb) security invoker;
alter function end_attempt(uuid, generation_job_status, text, jsonb, timestamptz, timestamptz) security invoker;
alter function settle_failure(uuid, text, jsonb, boolean, timestamptz) security invoker;
alter function cancel_job(uuid, text) security invoker;
alter function block_pending_jobs(text, timestamptz) security invoker;
alter function release_slots(uuid) security invoker;
alter function schedule_next_episode(uuid, timestamptz) security invoker;
alter function webhook_secret() security invoker;
alter function app_setting(text) security invoker;

-- Tables of the cloud's own functions. Without a policy they are closed already; said out loud, nobody has to wonder.
create policy app_settings_closed on app_settings for all to anon, authenticated using (false);
create policy generation_request_keys_closed on generation_request_keys for all to anon, authenticated using (false);
create policy generation_work_closed on generation_work for all to anon, authenticated using (false);
create policy sync_epoch_closed on sync_epoch for all to anon, authenticated using (false);
