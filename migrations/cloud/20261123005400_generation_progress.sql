-- A sign of life: extends the lease, shows the progress, records what was spent, keeps the text so far. Answers whether to go on
-- (ProgressAnswer in shared/domain/generation.ts). A report may come late or twice: only a greater p_seq counts. Without p_seq
-- it counts as the newest; what it shows never goes back within an attempt.
create function report_generation_progress(
  p_job_id uuid, p_lease_token uuid, p_stage text, p_percent int, p_message text, p_eta_seconds int default null,
  p_partial jsonb default null, p_seq bigint default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz;
  job public.episode_schedule_queue;
  work public.generation_work;
  failure jsonb;
  reason text;
begin
  if p_stage is not null and not pg_input_is_valid(p_stage, 'public.generation_stage') then
    raise exception using errcode = 'SR400', message = format('"%s" is not a stage.', p_stage),
      hint = 'Stages are queued, research, writing, review and complete.';
  end if;
  job := public.lock_leased_job(p_job_id, p_lease_token);
  at := clock_timestamp();
  select * into work from public.generation_work w where w.job_id = job.id for update;
  if p_seq <= work.worker_seq then
    if job.status <> 'processing' then
      return jsonb_build_object('continue', false, 'reason', public.stop_reason(job), 'status', job.status);
    end if;
    -- Late, but a sign of life all the same.
    update public.episode_schedule_queue q set lease_expires_at = greatest(q.lease_expires_at, at + make_interval(secs => work.lease_seconds))
    where q.id = job.id returning * into job;
    return jsonb_build_object('continue', true, 'reason', 'stale', 'status', job.status, 'lease_expires_at', job.lease_expires_at);
  end if;
  update public.generation_work w set
    worker_seq = coalesce(p_seq, w.worker_seq + 1),
    partial = case when job.status = 'processing' and p_partial -> 'blocks' is not null then p_partial - 'usage' else w.partial end
  where w.job_id = job.id;
  if job.status <> 'processing' then
    -- What was spent was spent, also on a job that was stopped meanwhile.
    perform public.record_usage(job, p_partial -> 'usage');
    return jsonb_build_object('continue', false, 'reason', public.stop_reason(job), 'status', job.status);
  end if;

  perform public.record_usage(job, p_partial -> 'usage');
  update public.episode_schedule_queue q set
    lease_expires_at = at + make_interval(secs => work.lease_seconds),
    stage = greatest(q.stage, p_stage::public.generation_stage),
    percent = greatest(q.percent, least(greatest(coalesce(p_percent, 0), 0), 100)),
    message = left(coalesce(p_message, q.message), 1000),
    eta_seconds = greatest(p_eta_seconds, 0),
    progress_seq = greatest(q.progress_seq + 1, p_seq),
    progress_at = at
  where q.id = job.id
  returning * into job;
  failure := public.episode_limit_reached(job);
  if failure is not null then
    job := public.end_attempt(job.id, 'failed', 'failed', failure, null, at);
    return jsonb_build_object('continue', false, 'reason', public.stop_reason(job), 'status', job.status);
  end if;
  reason := public.daily_limit_reached(job.organization_id, at);
  if reason is not null then
    -- The attempt did not fail, so it does not use up one of those the job has.
    update public.episode_schedule_queue q set blocked_reason = reason, max_attempts = q.max_attempts + 1 where q.id = job.id;
    job := public.end_attempt(job.id, 'blocked', 'blocked', null, null, at);
    return jsonb_build_object('continue', false, 'reason', public.stop_reason(job), 'status', job.status);
  end if;
  return jsonb_build_object('continue', true, 'reason', null, 'status', job.status, 'lease_expires_at', job.lease_expires_at);
end $$;
