-- The whole result in one transaction (GenerationResult and CompletionAnswer in shared/domain/generation.ts).
-- Text that was in the episode when the generation was asked for is replaced: its blocks are deleted softly, their history stays.
-- Text that came or changed since is somebody's work and stays, behind the new one; so do a title and a summary changed since.
create function complete_generation(p_job_id uuid, p_lease_token uuid, p_result jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz;
  job public.episode_schedule_queue;
  work public.generation_work;
  episode public.episodes;
  written jsonb;
  first_new double precision;
  gap constant integer := 10;
begin
  job := public.lock_leased_job(p_job_id, p_lease_token);
  at := clock_timestamp();
  if job.status = 'completed' then
    return jsonb_build_object('accepted', true, 'duplicate', true, 'status', job.status, 'job_id', job.id, 'episode_id', job.episode_id);
  end if;
  select * into work from public.generation_work w where w.job_id = job.id for update;
  if job.status <> 'processing' then
    perform public.record_closing_usage(job, p_result -> 'usage');
    return jsonb_build_object(
      'accepted', false, 'duplicate', work.closed_attempt >= job.attempt_count, 'status', job.status,
      'reason', public.stop_reason(job), 'job_id', job.id, 'episode_id', job.episode_id
    );
  end if;
  if jsonb_typeof(p_result -> 'blocks') is distinct from 'array' or not exists (
    select from jsonb_array_elements(p_result -> 'blocks') b where jsonb_typeof(b) = 'object' and b ->> 'content' ~ '\S'
  ) then
    raise exception using errcode = 'SR400', message = 'The result has no text.', hint = 'Send at least one block with content, or fail_generation.';
  end if;

  -- Blocks before the episode, in the order in which a desk's edit of a block takes them.
  perform from public.blocks b where b.episode_id = job.episode_id order by b.id for update;
  select * into episode from public.episodes e where e.id = job.episode_id for no key update;
  update public.blocks b set deleted_at = at
  where b.episode_id = episode.id and b.deleted_at is null
    and (not b.content ~ '\S'
      or public.block_fingerprint(b) in (work.blocks_before ->> b.id::text, work.written_blocks ->> b.id::text));
  -- The new text first: what stays moves behind it, keeping its order.
  written := public.write_blocks(episode, p_result -> 'blocks');
  select min(b.position) into first_new from public.blocks b where b.episode_id = episode.id and written ? b.id::text;
  update public.blocks b set position = b.position + gap * (select count(*) from jsonb_object_keys(written)) + first_new
  where b.episode_id = episode.id and b.deleted_at is null and not written ? b.id::text;

  perform public.record_closing_usage(job, p_result -> 'usage');
  update public.episodes e set
    title = case when coalesce(p_result ->> 'title', '') <> '' and e.title in ('', work.title_before)
      then left(p_result ->> 'title', 300) else e.title end,
    summary = case when coalesce(p_result ->> 'summary', '') <> '' and e.summary in ('', work.summary_before)
      then p_result ->> 'summary' else e.summary end,
    sources = case when jsonb_typeof(p_result -> 'sources') = 'array' then p_result -> 'sources' else e.sources end,
    status = 'PUBLISHED',
    published_at = at,
    generation_time_seconds = round(extract(epoch from at - job.started_at)),
    generation_progress = jsonb_build_object('stage', 'complete', 'percent', 100, 'message', '', 'outcome', 'completed')
  where e.id = episode.id;

  update public.planning_notes n set status = 'incorporated', incorporated_in_episode_id = episode.id
  where n.project_id = job.project_id and n.deleted_at is null and n.status in ('pending', 'acknowledged')
    and n.id::text = any (
      case when jsonb_typeof(p_result -> 'notes_used') = 'array'
        then array(select lower(u) from jsonb_array_elements_text(p_result -> 'notes_used') u)
        else work.note_ids::text[] end
    );
  update public.agent_memories m set use_count = m.use_count + 1
  where m.id = any (work.memory_ids) and m.project_id = job.project_id and m.deleted_at is null;
  update public.projects p set last_episode_at = at where p.id = job.project_id;
  update public.generation_work w set partial = null where w.job_id = job.id;

  select * into job from public.episode_schedule_queue q where q.id = job.id; -- its cost has grown
  update public.episode_schedule_queue q set
    status = 'completed', stage = 'complete', percent = 100, message = 'Done', eta_seconds = null, lease_expires_at = null,
    completed_at = at, error_message = null,
    result = jsonb_build_object('blocks', (select count(*) from jsonb_object_keys(written))),
    attempts = q.attempts || jsonb_build_array(jsonb_build_object(
      'attempt', q.attempt_count, 'worker', q.lease_worker, 'started_at', q.started_at, 'ended_at', at, 'outcome', 'completed',
      'stage', 'complete', 'error', null,
      'cost_gbp', q.cost_gbp - (select coalesce(sum((a ->> 'cost_gbp')::numeric), 0) from jsonb_array_elements(q.attempts) a)
    ))
  where q.id = job.id;
  return jsonb_build_object('accepted', true, 'duplicate', false, 'status', 'completed', 'job_id', job.id, 'episode_id', job.episode_id);
end $$;

-- An attempt failed (GenerationError and FailureAnswer in shared/domain/generation.ts). The notes stay as they are.
create function fail_generation(
  p_job_id uuid, p_lease_token uuid, p_error jsonb, p_usage jsonb default '[]', p_retryable boolean default true
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  job public.episode_schedule_queue;
  error constant jsonb := case jsonb_typeof(p_error)
    when 'object' then p_error
    when 'string' then jsonb_build_object('message', p_error)
    else jsonb_build_object('message', 'The generator gave no reason.')
  end;
begin
  job := public.lock_leased_job(p_job_id, p_lease_token);
  perform public.record_closing_usage(job, p_usage);
  if job.status = 'processing' then
    job := public.settle_failure(job.id, 'failed', error, coalesce(p_retryable, true), clock_timestamp());
  end if;
  return jsonb_build_object(
    'job_id', job.id, 'status', job.status, 'attempt', job.attempt_count, 'max_attempts', job.max_attempts, 'next_retry_at', job.next_retry_at
  );
end $$;

-- Workers that fell silent: the attempt counts as failed, and the next call with that lease is refused.
create function expire_leases(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  error constant jsonb := jsonb_build_object('code', 'lease_expired', 'message', 'The generator gave no sign of life and was given up.');
  job public.episode_schedule_queue;
  retried integer := 0;
  failed integer := 0;
begin
  for job in
    select * from public.episode_schedule_queue q
    where q.status = 'processing' and coalesce(q.lease_expires_at, '-infinity') < p_now
    order by q.lease_expires_at for update skip locked
  loop
    job := public.settle_failure(job.id, 'expired', error, true, p_now);
    update public.episode_schedule_queue q set lease_token = null where q.id = job.id;
    if job.status = 'failed' then
      failed := failed + 1;
    else
      retried := retried + 1;
    end if;
  end loop;
  return jsonb_build_object('retried', retried, 'failed', failed);
end $$;

grant execute on function claim_generation_jobs(text, int, int),
  report_generation_progress(uuid, uuid, text, int, text, int, jsonb, bigint),
  complete_generation(uuid, uuid, jsonb),
  fail_generation(uuid, uuid, jsonb, jsonb, boolean)
  to generation_worker;
grant execute on function expire_leases(timestamptz) to service_role;
