-- An episode made for a slot carries the slot as its key, so that a slot never yields two. One whose slot was cancelled keeps
-- its text and notes and waits under a key of its own for the next slot; see docs/decisions/0021.
create function slot_key(p_slot timestamptz) returns text
language sql stable set search_path = '' as
$$ select 'slot:' || to_char(p_slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;

-- Cancels what a project has pending, and takes its undelivered, unwritten drafts off their slots. What runs goes on.
create function release_slots(p_project_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  job_id uuid;
begin
  for job_id in
    select q.id from public.episode_schedule_queue q
    where q.project_id = p_project_id and q.status in ('pending', 'blocked') and q.deleted_at is null order by q.id
  loop
    perform public.cancel_job(job_id, public.current_user_id());
  end loop;
  update public.episodes e set idempotency_key = 'released:' || e.id, scheduled_for = null
  where e.project_id = p_project_id and e.deleted_at is null and e.idempotency_key like 'slot:%' and e.delivered_at is null
    and e.status in ('DRAFT', 'PARTIAL', 'FAILED') and e.scheduled_for > clock_timestamp();
end $$;

-- Makes the project's next episode, unless one is on its way to a slot after p_now; answers the slot of a new one.
-- The project's row must be locked.
create function schedule_next_episode(p_project_id uuid, p_now timestamptz) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  lead constant interval := make_interval(mins => public.app_setting('schedule.lead_minutes')::integer);
  project public.projects;
  slot timestamptz;
  episode public.episodes;
begin
  select * into project from public.projects p where p.id = p_project_id;
  if project.status <> 'ACTIVE' or project.deleted_at is not null or exists (
    select from public.episodes e
    where e.project_id = p_project_id and e.deleted_at is null and e.idempotency_key like 'slot:%' and e.scheduled_for > p_now
  ) then
    return null;
  end if;
  slot := public.next_delivery_slot(project.cadence_config, project.timezone, p_now);
  -- A slot whose episode somebody deleted is skipped.
  while exists (
    select from public.episodes e where e.project_id = p_project_id and e.idempotency_key = public.slot_key(slot)
  ) loop
    slot := public.next_delivery_slot(project.cadence_config, project.timezone, slot);
  end loop;
  if slot is null then
    update public.projects p set next_scheduled_at = null where p.id = p_project_id and p.next_scheduled_at is not null;
    return null;
  end if;

  update public.episodes e set idempotency_key = public.slot_key(slot), scheduled_for = slot
  where e.id = (
    select r.id from public.episodes r
    where r.project_id = p_project_id and r.deleted_at is null and r.idempotency_key like 'released:%' and r.status in ('DRAFT', 'FAILED')
    order by r.sequence_number limit 1
  )
  returning * into episode;
  if episode.id is null then
    insert into public.episodes (organization_id, project_id, sequence_number, idempotency_key, scheduled_for)
    select project.organization_id, project.id, coalesce(max(e.sequence_number), 0) + 1, public.slot_key(slot), slot
    from public.episodes e where e.project_id = p_project_id
    returning * into episode;
  end if;
  insert into public.episode_schedule_queue
    (organization_id, project_id, episode_id, idempotency_key, generation_start_time, target_delivery_time)
  values (project.organization_id, project.id, episode.id, gen_random_uuid(), slot - lead, slot);
  update public.projects p set next_scheduled_at = slot where p.id = p_project_id and p.next_scheduled_at is distinct from slot;
  return slot;
end $$;

-- Every active project has one episode on its way to its next slot. After an outage that is one late episode, not one for each
-- slot missed: the episode that was on its way is late, the next is for the first slot still to come.
create function schedule_due_episodes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  project_id uuid;
  scheduled integer := 0;
begin
  for project_id in
    select p.id from public.projects p
    where p.status = 'ACTIVE' and p.deleted_at is null and not exists (
      select from public.episodes e
      where e.project_id = p.id and e.deleted_at is null and e.idempotency_key like 'slot:%' and e.scheduled_for > p_now
    )
    order by p.id for no key update skip locked
  loop
    if public.schedule_next_episode(project_id, p_now) is not null then
      scheduled := scheduled + 1;
    end if;
  end loop;
  return jsonb_build_object('scheduled', scheduled);
end $$;

-- A published episode is delivered at its time; the project's next draft is made with it.
create function deliver_due_episodes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  project record;
  delivered integer := 0;
  changed integer;
begin
  for project in
    select p.id from public.projects p
    where p.deleted_at is null and exists (
      select from public.episodes e
      where e.project_id = p.id and e.deleted_at is null and e.status = 'PUBLISHED' and e.delivered_at is null and e.scheduled_for <= p_now
    )
    order by p.id for no key update skip locked
  loop
    update public.episodes e set delivered_at = p_now
    where e.project_id = project.id and e.deleted_at is null and e.status = 'PUBLISHED' and e.delivered_at is null
      and e.scheduled_for <= p_now;
    get diagnostics changed = row_count;
    delivered := delivered + changed;
    perform public.schedule_next_episode(project.id, p_now);
  end loop;
  return jsonb_build_object('delivered', delivered);
end $$;
grant execute on function schedule_due_episodes(timestamptz), deliver_due_episodes(timestamptz) to service_role;

-- Refuses a cadence that nobody could compute slots from, and keeps what people see of the schedule.
create function prepare_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was_active constant boolean := tg_op = 'UPDATE' and old.status = 'ACTIVE' and old.deleted_at is null;
  is_active constant boolean := new.status = 'ACTIVE' and new.deleted_at is null;
begin
  if public.cadence_days(new.cadence_config) is null then
    raise exception using errcode = 'SR400', message = 'This delivery plan cannot be read.',
      hint = 'Choose the days and an hour from 0 to 23 again.';
  end if;
  if new.status = 'PAUSED' then
    new.paused_at := case when tg_op = 'UPDATE' and old.status = 'PAUSED' then old.paused_at else clock_timestamp() end;
  else
    new.paused_at := null;
  end if;
  if not is_active then
    new.next_scheduled_at := null;
  elsif not was_active or (old.cadence_config, old.timezone) is distinct from (new.cadence_config, new.timezone) then
    new.next_scheduled_at := public.next_delivery_slot(new.cadence_config, new.timezone, clock_timestamp());
  end if;
  return new;
end $$;
create trigger prepare_schedule before insert or update of cadence_config, timezone, status, deleted_at on projects
  for each row execute function prepare_schedule();

-- Paused, completed, archived or deleted: nothing is pending. Resumed or another cadence: a fresh next slot.
create function follow_project() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.release_slots(new.id);
  perform public.schedule_next_episode(new.id, clock_timestamp());
  return null;
end $$;
create trigger follow_project after update of cadence_config, timezone, status, deleted_at on projects
  for each row when (
    (old.cadence_config, old.timezone, old.status, old.deleted_at is null)
      is distinct from (new.cadence_config, new.timezone, new.status, new.deleted_at is null)
  ) execute function follow_project();
