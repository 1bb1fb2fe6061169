-- The organisation's pending jobs of today wait, with a reason for people. A locked one is left to its holder: a claim looks at
-- the limit itself.
create function block_pending_jobs(p_organization_id text, p_at timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  reason constant text := public.daily_limit_reached(p_organization_id, p_at);
  next_midnight timestamptz;
  blocked integer;
begin
  if reason is null then
    return 0;
  end if;
  select public.first_instant_at(o.timezone, public.organization_day(o.id, p_at) + 1) into next_midnight
  from public.organizations o where o.id = p_organization_id;
  update public.episode_schedule_queue q set status = 'blocked', blocked_reason = reason
  where q.id in (
    select w.id from public.episode_schedule_queue w
    where w.organization_id = p_organization_id and w.status = 'pending' and w.deleted_at is null
      and greatest(w.generation_start_time, w.next_retry_at) < next_midnight
    order by w.id for update skip locked
  );
  get diagnostics blocked = row_count;
  return blocked;
end $$;

create function break_circuit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.usage_date = public.organization_day(new.organization_id, clock_timestamp()) then
    perform public.block_pending_jobs(new.organization_id, clock_timestamp());
  end if;
  return null;
end $$;
create trigger break_circuit after insert or update of cost_gbp on token_usage_daily
  for each row execute function break_circuit();

-- Lets blocked jobs go where the day's cost is below the limit again: a new day, or a raised limit.
create function release_blocked_jobs(p_now timestamptz default now(), p_organization_id text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  released integer := 0;
  org text;
  changed integer;
begin
  for org in
    select distinct q.organization_id from public.episode_schedule_queue q
    where q.status = 'blocked' and (p_organization_id is null or q.organization_id = p_organization_id)
    order by 1
  loop
    continue when public.daily_limit_reached(org, p_now) is not null;
    update public.episode_schedule_queue q set status = 'pending', blocked_reason = null
    where q.id in (
      select w.id from public.episode_schedule_queue w where w.organization_id = org and w.status = 'blocked'
      order by w.id for update skip locked
    ) and not exists (
      select from public.episode_schedule_queue other
      where other.episode_id = q.episode_id and other.status in ('pending', 'processing') and other.deleted_at is null
    );
    get diagnostics changed = row_count;
    released := released + changed;
  end loop;
  return jsonb_build_object('released', released);
end $$;
grant execute on function release_blocked_jobs(timestamptz, text) to service_role;

create function follow_limit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.release_blocked_jobs(clock_timestamp(), new.id);
  perform public.block_pending_jobs(new.id, clock_timestamp());
  return null;
end $$;
create trigger follow_limit after update of daily_cost_limit_gbp, timezone on organizations
  for each row when ((old.daily_cost_limit_gbp, old.timezone) is distinct from (new.daily_cost_limit_gbp, new.timezone))
  execute function follow_limit();
