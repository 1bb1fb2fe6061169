-- A producer asks for a generation now. Answers the job (RequestAnswer in shared/domain/generation.ts).
create function request_generation(p_episode_id uuid, p_idempotency_key uuid, p_priority int default 5) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  org constant text := public.require_org_id();
  caller constant text := public.current_user_id();
  at constant timestamptz := clock_timestamp();
  episode public.episodes;
  project public.projects;
  organization public.organizations;
  job public.episode_schedule_queue;
  reason text;
  in_use integer;
begin
  if p_idempotency_key is null or p_priority is null or p_priority not between 1 and 10 then
    raise exception using errcode = 'SR400', message = 'A request needs a key of its own and a priority from 1 to 10.';
  end if;
  -- Two calls with one key, or for one episode, come one after the other.
  perform pg_advisory_xact_lock(hashtextextended('request ' || org || p_idempotency_key, 0));
  select q.* into job from public.generation_request_keys k join public.episode_schedule_queue q on q.id = k.job_id
  where k.organization_id = org and k.idempotency_key = p_idempotency_key;
  if job.id is not null then
    if job.episode_id <> p_episode_id then
      raise exception using errcode = 'SR409', message = 'This request was made before, for another episode.', hint = 'Ask again.';
    end if;
    return public.public_job(job) || jsonb_build_object('job_id', job.id, 'existing', true);
  end if;

  select * into episode from public.episodes e
  where e.id = p_episode_id and e.organization_id = org and e.deleted_at is null;
  if episode.id is null then
    raise exception using errcode = 'SR404', message = 'This episode is not in the cloud.',
      hint = 'It may have been deleted on another machine.';
  end if;
  select * into project from public.projects p where p.id = episode.project_id for no key update;
  if project.deleted_at is not null or project.status <> 'ACTIVE' then
    raise exception using errcode = 'SR409', message = 'The project of this episode is not active.',
      hint = case when project.status = 'PAUSED' then 'Resume the project, then generate again.' else 'Make the project active again, then generate.' end;
  end if;

  select * into job from public.episode_schedule_queue q
  where q.episode_id = p_episode_id and q.status in ('pending', 'processing', 'blocked') and q.deleted_at is null
  order by q.created_at desc limit 1 for update;
  if job.id is not null then
    if job.status = 'pending' and greatest(job.generation_start_time, job.next_retry_at) > at then
      -- It waits for its hour or for a retry: asked for now, it begins now.
      update public.episode_schedule_queue q
      set generation_start_time = least(q.generation_start_time, at), next_retry_at = null, requested_by = coalesce(q.requested_by, caller),
        priority = greatest(q.priority, p_priority)
      where q.id = job.id
      returning * into job;
    elsif job.status <> 'blocked' and job.created_at < at - make_interval(secs => public.app_setting('generation.repeat_seconds')::double precision) then
      raise exception using errcode = 'SR409', message = 'This episode is already being generated.',
        hint = 'Wait until it is done, or cancel it and generate again.';
    end if;
    insert into public.generation_request_keys (organization_id, idempotency_key, job_id) values (org, p_idempotency_key, job.id);
    return public.public_job(job) || jsonb_build_object('job_id', job.id, 'existing', true);
  end if;

  select * into organization from public.organizations o where o.id = org;
  select count(*) into in_use from public.projects p
  where p.organization_id = org and p.deleted_at is null and p.status <> 'ARCHIVED';
  if in_use > organization.project_limit then
    raise exception using errcode = 'SR420',
      message = format('The plan allows %s projects, and %s are in use.', organization.project_limit, in_use),
      hint = 'Archive a project you no longer need, or ask an administrator to change the plan.';
  end if;
  reason := public.daily_limit_reached(org, at);
  if reason is not null then
    raise exception using errcode = 'SR421', message = reason, hint = 'Generate again tomorrow, or ask an administrator to raise the limit.';
  end if;

  insert into public.episode_schedule_queue
    (organization_id, project_id, episode_id, idempotency_key, requested_by, priority, generation_start_time, target_delivery_time)
  values (org, episode.project_id, episode.id, p_idempotency_key, caller, p_priority, at, episode.scheduled_for)
  returning * into job;
  return public.public_job(job) || jsonb_build_object('job_id', job.id, 'existing', false);
end $$;

-- Cancels a live job; p_by is null when nobody in person did.
create function cancel_job(p_job_id uuid, p_by text) returns episode_schedule_queue
language plpgsql security definer set search_path = '' as $$
declare
  job public.episode_schedule_queue;
begin
  select * into job from public.episode_schedule_queue q where q.id = p_job_id for update;
  if job.status not in ('pending', 'processing', 'blocked') then
    return job;
  end if;
  update public.episode_schedule_queue q set cancelled_by = p_by, blocked_reason = null where q.id = p_job_id;
  return public.end_attempt(p_job_id, 'cancelled', 'cancelled', null, null, clock_timestamp());
end $$;

-- A producer cancels, before or during. Answers the job (CancelAnswer).
create function cancel_generation(p_job_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  org constant text := public.require_org_id();
  job public.episode_schedule_queue;
begin
  select * into job from public.episode_schedule_queue q
  where q.id = p_job_id and q.organization_id = org and q.deleted_at is null for update;
  if job.id is null then
    raise exception using errcode = 'SR404', message = 'There is no such generation.';
  end if;
  if job.status in ('completed', 'failed') then
    raise exception using errcode = 'SR409', message = 'This generation is over already.',
      hint = 'Its result is in the episode; there is nothing left to cancel.';
  end if;
  job := public.cancel_job(p_job_id, public.current_user_id());
  return public.public_job(job) || jsonb_build_object('job_id', job.id);
end $$;
grant execute on function request_generation(uuid, uuid, int), cancel_generation(uuid) to authenticated;
