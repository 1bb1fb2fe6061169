-- As before (20261123006000_schedule.sql), but for two things that a producer can bring about, who may write an episode's key:
-- a kept draft that is being generated already is not taken, it can have no second job; and slots that somebody took all for
-- themselves are not looked through without an end.
create or replace function schedule_next_episode(p_project_id uuid, p_now timestamptz) returns timestamptz
language plpgsql set search_path = '' as $$
declare
  lead constant interval := make_interval(mins => public.app_setting('schedule.lead_minutes')::integer);
  most_skipped constant integer := 60; -- two months of a daily project
  skipped integer := 0;
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
    skipped := skipped + 1;
    slot := case when skipped < most_skipped then public.next_delivery_slot(project.cadence_config, project.timezone, slot) end;
  end loop;
  if slot is null then
    update public.projects p set next_scheduled_at = null where p.id = p_project_id and p.next_scheduled_at is not null;
    return null;
  end if;

  update public.episodes e set idempotency_key = public.slot_key(slot), scheduled_for = slot
  where e.id = (
    select r.id from public.episodes r
    where r.project_id = p_project_id and r.deleted_at is null and r.idempotency_key like 'released:%' and r.status in ('DRAFT', 'FAILED')
      and not exists (
        select from public.episode_schedule_queue q
        where q.episode_id = r.id and q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null
      )
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
