-- Records AI calls of a job. What a model or a workflow sends is brought into shape here: a call that was paid for must not be
-- lost over a missing field. An entry with an id counts once.
create function record_usage(p_job episode_schedule_queue, p_usage jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_typeof(p_usage) is distinct from 'array' then
    return;
  end if;
  insert into public.token_usage
    (id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, job_id, user_id)
  select
    coalesce(case when pg_input_is_valid(u ->> 'id', 'uuid') then (u ->> 'id')::uuid end, gen_random_uuid()),
    p_job.organization_id,
    case when pg_input_is_valid(u ->> 'operation', 'public.ai_operation') then (u ->> 'operation')::public.ai_operation
      else 'episode_generation' end,
    coalesce(nullif(u ->> 'model', ''), 'unknown'),
    public.amount(u, 'prompt_tokens', 1000000000)::integer, public.amount(u, 'completion_tokens', 1000000000)::integer,
    public.amount(u, 'cost_usd', 999999), public.amount(u, 'cost_gbp', 999999),
    p_job.episode_id, p_job.id, p_job.requested_by
  from jsonb_array_elements(p_usage) u
  where jsonb_typeof(u) = 'object'
  on conflict (id) do nothing;
end $$;

-- A number from 0 to what the column can hold; anything else is 0.
create function amount(p_object jsonb, p_key text, p_most numeric) returns numeric
language plpgsql immutable set search_path = '' as $$
begin
  return case when pg_input_is_valid(p_object ->> p_key, 'numeric') and (p_object ->> p_key)::numeric between 0 and p_most
    then (p_object ->> p_key)::numeric else 0 end;
end $$;

-- Writes generated blocks behind what is in the episode and answers their fingerprints. Text that says nothing is left out.
create function write_blocks(p_episode episodes, p_blocks jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  gap constant integer := 10;
  last_position double precision;
  written jsonb;
begin
  select coalesce(max(b.position), 0) into last_position
  from public.blocks b where b.episode_id = p_episode.id and b.deleted_at is null;
  with given as (
    select u, row_number() over (order by n) as place
    from jsonb_array_elements(case when jsonb_typeof(p_blocks) = 'array' then p_blocks else '[]' end) with ordinality g (u, n)
    where jsonb_typeof(u) = 'object' and u ->> 'content' ~ '\S'
  ), inserted as (
    insert into public.blocks as b (organization_id, episode_id, type, title, content, position, confidence, reasoning, source_urls)
    select
      p_episode.organization_id, p_episode.id,
      case when pg_input_is_valid(upper(u ->> 'type'), 'public.block_type') then upper(u ->> 'type')::public.block_type else 'MARKDOWN' end,
      left(coalesce(u ->> 'title', ''), 300), u ->> 'content', last_position + gap * place,
      case when jsonb_typeof(u -> 'confidence') = 'number' then least(greatest((u ->> 'confidence')::numeric, 0), 1) end,
      coalesce(u ->> 'reasoning', ''),
      case when jsonb_typeof(u -> 'source_urls') = 'array' then u -> 'source_urls' else '[]' end
    from given
    returning b.id, public.block_fingerprint(b) as fingerprint
  )
  select coalesce(jsonb_object_agg(i.id, i.fingerprint), '{}') into written from inserted i;
  return written;
end $$;

-- Ends the running attempt of a locked job: lease over, attempt listed, the text so far kept, the episode's status settled.
-- p_status: pending (again later), failed, cancelled or blocked. The lease token stays until the next claim, so that a worker
-- that calls again is recognised; an expired one is forgotten by its caller.
create function end_attempt(
  p_job_id uuid, p_status generation_job_status, p_outcome text, p_error jsonb, p_next_retry_at timestamptz, p_at timestamptz
) returns episode_schedule_queue
language plpgsql security definer set search_path = '' as $$
declare
  job public.episode_schedule_queue;
  work public.generation_work;
  episode public.episodes;
  kept jsonb := '{}';
  was_running boolean;
begin
  select * into job from public.episode_schedule_queue q where q.id = p_job_id;
  select * into work from public.generation_work w where w.job_id = p_job_id;
  was_running := job.status = 'processing';
  -- Blocks before the episode, in the order in which a desk's edit of a block takes them.
  perform from public.blocks b where b.episode_id = job.episode_id order by b.id for update;
  select * into episode from public.episodes e where e.id = job.episode_id for no key update;

  if was_running then
    -- Only into an episode without other text: beside a finished text or a producer's own, half a draft would be in the way.
    if work.partial is not null and episode.deleted_at is null and not exists (
      select from public.blocks b
      where b.episode_id = episode.id and b.deleted_at is null and b.content ~ '\S'
        and work.written_blocks ->> b.id::text is distinct from public.block_fingerprint(b)
    ) then
      update public.blocks b set deleted_at = p_at
      where b.episode_id = episode.id and b.deleted_at is null and work.written_blocks ? b.id::text;
      kept := public.write_blocks(episode, work.partial -> 'blocks');
      update public.generation_work w set partial = null, written_blocks = kept where w.job_id = p_job_id;
    end if;
    update public.episodes e set
      title = case when kept <> '{}' and e.title = '' then left(coalesce(work.partial ->> 'title', ''), 300) else e.title end,
      summary = case when kept <> '{}' and e.summary = '' then coalesce(work.partial ->> 'summary', '') else e.summary end,
      status = case
        when e.status <> 'GENERATING' then e.status
        when kept <> '{}' then 'PARTIAL'
        when coalesce(work.status_before, 'DRAFT') in ('PUBLISHED', 'PARTIAL') then work.status_before
        when p_status = 'failed' then 'FAILED'
        else 'DRAFT'
      end,
      generation_errors = case when p_error is null then e.generation_errors else e.generation_errors || jsonb_build_array(
        jsonb_build_object('time', p_at, 'attempt', job.attempt_count, 'stage', job.stage, 'error', p_error)
      ) end,
      generation_progress = jsonb_build_object('stage', job.stage, 'percent', job.percent, 'message', job.message, 'outcome', p_outcome)
    where e.id = episode.id;
  elsif p_status = 'failed' then
    update public.episodes e set status = 'FAILED' where e.id = episode.id and e.status in ('DRAFT', 'GENERATING');
  end if;

  update public.episode_schedule_queue q set
    status = p_status,
    lease_expires_at = null,
    next_retry_at = p_next_retry_at,
    error_message = case when p_error is null then q.error_message else left(coalesce(p_error ->> 'message', 'The generation failed.'), 1000) end,
    error_details = coalesce(p_error, q.error_details),
    eta_seconds = null,
    completed_at = case when p_status in ('failed', 'cancelled') then p_at end,
    attempts = case when was_running then q.attempts || jsonb_build_array(jsonb_build_object(
      'attempt', q.attempt_count, 'worker', q.lease_worker, 'started_at', q.started_at, 'ended_at', p_at, 'outcome', p_outcome,
      'stage', q.stage, 'error', p_error,
      'cost_gbp', q.cost_gbp - (select coalesce(sum((a ->> 'cost_gbp')::numeric), 0) from jsonb_array_elements(q.attempts) a)
    )) else q.attempts end
  where q.id = p_job_id
  returning * into job;
  return job;
end $$;

-- A failed attempt of a locked, running job: tried again after the setting's pause while attempts are left, else failed for good.
create function settle_failure(p_job_id uuid, p_outcome text, p_error jsonb, p_retryable boolean, p_at timestamptz)
returns episode_schedule_queue
language plpgsql security definer set search_path = '' as $$
declare
  pauses constant jsonb := public.app_setting('generation.retry_minutes');
  job public.episode_schedule_queue;
  pause_minutes double precision;
begin
  select * into job from public.episode_schedule_queue q where q.id = p_job_id;
  if not p_retryable or job.attempt_count >= job.max_attempts then
    return public.end_attempt(p_job_id, 'failed', p_outcome, p_error, null, p_at);
  end if;
  -- Attempts beyond the list wait as long as its last entry says.
  pause_minutes := coalesce(pauses ->> (job.attempt_count - 1), pauses ->> -1, '60')::double precision;
  update public.episode_schedule_queue q
  set priority = greatest(q.priority, public.app_setting('generation.retry_priority')::integer)
  where q.id = p_job_id;
  return public.end_attempt(p_job_id, 'pending', p_outcome, p_error, p_at + make_interval(secs => pause_minutes * 60), p_at);
end $$;

-- The job of a worker's call, locked; refused unless this lease was the last one given out for it.
create function lock_leased_job(p_job_id uuid, p_lease_token uuid) returns episode_schedule_queue
language plpgsql security definer set search_path = '' as $$
declare
  job public.episode_schedule_queue;
begin
  -- The project before the job: pausing a project takes them in this order too.
  perform from public.projects p
  where p.id = (select q.project_id from public.episode_schedule_queue q where q.id = p_job_id) for no key update;
  select * into job from public.episode_schedule_queue q where q.id = p_job_id and q.deleted_at is null for update;
  if job.id is null then
    raise exception using errcode = 'SR404', message = 'There is no such generation job.';
  end if;
  if job.lease_token is distinct from p_lease_token or p_lease_token is null then
    raise exception using errcode = 'SR423', message = 'The lease of this job has expired or belongs to another worker.',
      hint = 'Stop working on it and claim again.';
  end if;
  return job;
end $$;

-- Why a worker whose lease is over should stop, by the state its job is in.
create function stop_reason(p_job episode_schedule_queue) returns text
language sql immutable set search_path = '' as $$
  select case p_job.status
    when 'blocked' then 'daily_cost_limit'
    when 'pending' then 'retry_later'
    when 'failed' then case when p_job.error_details ->> 'code' = 'episode_cost_limit' then 'episode_cost_limit' else 'failed' end
    else p_job.status::text
  end
$$;

-- The usage that comes with a worker's last word counts once for each attempt, also when the job was stopped before.
create function record_closing_usage(p_job episode_schedule_queue, p_usage jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.generation_work w set closed_attempt = p_job.attempt_count
  where w.job_id = p_job.id and w.closed_attempt < p_job.attempt_count;
  if found then
    perform public.record_usage(p_job, p_usage);
  end if;
end $$;
