-- As before (20261129220300_claims_one_by_one.sql), but that a context which is too large for what cannot be cut fails its own job or
-- question, and a claim ends early rather than late: what it does not hand out, the next one does, which would otherwise begin with the
-- same ones.

-- A call of PostgREST has eight seconds on Supabase (statement_timeout), and a cancelled one hands out nothing.
create function is_enough_for_a_claim(p_bytes bigint) returns boolean
language sql volatile set search_path = '' as $$
  select p_bytes > 16 * 1024 * 1024 or clock_timestamp() > statement_timestamp() + interval '3 seconds'
$$;

create or replace function hand_out_job(p_job_id uuid, p_worker text, p_lease_seconds integer, p_at timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  job public.episode_schedule_queue;
  context jsonb;
  reason text;
  failure jsonb;
begin
  select * into job from public.episode_schedule_queue q where q.id = p_job_id;
  reason := public.daily_limit_reached(job.organization_id, p_at);
  if reason is not null then
    perform public.block_pending_jobs(job.organization_id, p_at);
    return null;
  end if;
  failure := public.episode_limit_reached(job);
  if failure is not null then
    perform public.end_attempt(job.id, 'failed', 'failed', failure, null, p_at);
    return null;
  end if;

  update public.episode_schedule_queue q set
    status = 'processing', lease_worker = left(p_worker, 200), lease_token = gen_random_uuid(),
    lease_expires_at = p_at + make_interval(secs => p_lease_seconds),
    attempt_count = q.attempt_count + 1, next_retry_at = null, progress_seq = 0, progress_at = p_at, stage = 'queued', percent = 0,
    message = 'Starting', eta_seconds = null, started_at = p_at, blocked_reason = null
  where q.id = job.id
  returning * into job;
  context := public.require_small_context(public.generation_context(job, p_at));
  update public.generation_work w set
    status_before = (select e.status from public.episodes e where e.id = job.episode_id),
    lease_seconds = p_lease_seconds, worker_seq = 0, partial = null,
    note_ids = array(select (n ->> 'id')::uuid from jsonb_array_elements(context -> 'planning_notes') n),
    memory_ids = array(
      select a.id from jsonb_array_elements(context -> 'memories') m
      join public.agent_memories a on a.id::text = m ->> 'id' and a.project_id = job.project_id
    )
  where w.job_id = job.id;
  update public.episodes e set
    status = 'GENERATING', generation_started_at = p_at, generation_attempts = e.generation_attempts + 1,
    generation_progress = jsonb_build_object('stage', 'queued', 'percent', 0, 'message', 'Starting', 'outcome', null)
  where e.id = job.episode_id;
  return context;
end $$;

create or replace function claim_generation_jobs(p_worker text, p_limit int default 1, p_lease_seconds int default 900) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_lease_seconds constant integer := 3600;
  at timestamptz;
  room integer;
  candidate record;
  context jsonb;
  given bigint := 0;
  claimed jsonb := '[]';
begin
  if coalesce(p_worker, '') = '' or p_limit is null or p_limit < 0 or p_lease_seconds is null or p_lease_seconds < 1 then
    raise exception using errcode = 'SR400', message = 'A claim needs the worker''s name, a number of jobs and a lease in seconds.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim of generation jobs', 0));
  select least(p_limit, public.app_setting('generation.concurrency')::integer - count(*)) into room
  from public.episode_schedule_queue q where q.status = 'processing';
  at := clock_timestamp(); -- after the count: what had ended by then ended before this began, in the history too

  -- One after the other along the index, each looked at again under its lock: many jobs have one start (the hour that everybody
  -- likes), and a join would be made for all of these before the first is taken.
  for candidate in
    select q.id, q.episode_id, q.project_id from public.episode_schedule_queue q
    where q.status = 'pending' and q.deleted_at is null and q.generation_start_time <= at
      and (q.next_retry_at is null or q.next_retry_at <= at)
    order by q.priority desc, q.generation_start_time, q.id
  loop
    exit when jsonb_array_length(claimed) >= room;
    continue when not exists (
      select from public.projects p where p.id = candidate.project_id and p.deleted_at is null and p.status = 'ACTIVE'
    );
    perform from public.episode_schedule_queue q
    where q.id = candidate.id and q.status = 'pending' and q.deleted_at is null and q.generation_start_time <= at
      and (q.next_retry_at is null or q.next_retry_at <= at)
    for update skip locked;
    continue when not found;
    -- Together with its episode: an episode that someone is changing at this moment is taken by a later claim.
    perform from public.episodes e where e.id = candidate.episode_id and e.deleted_at is null for no key update skip locked;
    continue when not found;
    context := public.try_hand_out_job(candidate.id, p_worker, least(p_lease_seconds, most_lease_seconds), at);
    if context is not null then
      claimed := claimed || jsonb_build_array(context);
      given := given + pg_column_size(context);
    end if;
    exit when public.is_enough_for_a_claim(given);
  end loop;
  return claimed;
end $$;

create or replace function hand_out_message(p_message_id uuid, p_worker text, p_lease_seconds integer, p_at timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  work public.chat_work;
  message public.chat_messages;
  reason text;
begin
  select * into work from public.chat_work w where w.message_id = p_message_id;
  select * into message from public.chat_messages m where m.id = p_message_id;
  if message.deleted_at is not null or exists (
    select from public.chat_sessions s where s.id = message.session_id and s.deleted_at is not null
  ) or exists (
    select from public.organization_members g
    where g.organization_id = message.organization_id and g.user_id = message.user_id and g.deleted_at is not null
  ) then
    perform public.settle_chat_failure(message.id, 'The question was taken back.', false, p_at);
    return null;
  end if;
  if exists (
    select from public.chat_work w join public.chat_messages m on m.id = w.message_id
    where m.session_id = message.session_id and w.state in ('pending', 'answering') and (w.created_at, w.message_id) < (work.created_at, work.message_id)
  ) then
    return null;
  end if;
  reason := public.daily_limit_reached(message.organization_id, p_at);
  if reason is not null then
    update public.chat_messages m set answer_reason = reason where m.id = message.id and m.answer_reason is distinct from reason;
    return null;
  end if;
  update public.chat_work w set
    state = 'answering', attempt = w.attempt + 1, next_try_at = null, lease_worker = left(p_worker, 200), lease_token = gen_random_uuid(),
    lease_expires_at = p_at + make_interval(secs => p_lease_seconds)
  where w.message_id = message.id returning * into work;
  update public.chat_messages m set answer_state = 'answering', answer_reason = null where m.id = message.id returning * into message;
  return public.require_small_context(public.chat_context(message, work));
end $$;

create or replace function claim_chat_messages(p_worker text, p_limit int default 1, p_lease_seconds int default 120) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_lease_seconds constant integer := 600;
  at timestamptz := clock_timestamp();
  candidate record;
  context jsonb;
  given bigint := 0;
  claimed jsonb := '[]';
begin
  if coalesce(p_worker, '') = '' or p_limit is null or p_limit < 0 or p_lease_seconds is null or p_lease_seconds < 1 then
    raise exception using errcode = 'SR400', message = 'A claim needs the worker''s name, a number of messages and a lease in seconds.';
  end if;
  perform public.expire_chat_leases(at);
  for candidate in
    select w.message_id from public.chat_work w
    where w.state = 'pending' and (w.next_try_at is null or w.next_try_at <= at)
    order by w.created_at, w.message_id
  loop
    exit when jsonb_array_length(claimed) >= p_limit;
    perform from public.chat_work w where w.message_id = candidate.message_id and w.state = 'pending' for update skip locked;
    continue when not found;
    context := public.try_hand_out_message(candidate.message_id, p_worker, least(p_lease_seconds, most_lease_seconds), at);
    if context is not null then
      claimed := claimed || jsonb_build_array(context);
      given := given + pg_column_size(context);
    end if;
    exit when public.is_enough_for_a_claim(given);
  end loop;
  return claimed;
end $$;
