-- Shows a job's progress that came by Realtime (PublicJob in shared/domain/generation.ts; what it lacks stays as it is). Only
-- greater (attempt_count, progress_seq) counts. `rev` stays, so that the pull still brings the whole row. Answers whether it showed.
create function show_job_progress(p_job jsonb) returns boolean
language plpgsql as $$
begin
  update episode_schedule_queue q set
    status = j.status, stage = j.stage, percent = j.percent, message = j.message, eta_seconds = j.eta_seconds,
    progress_seq = j.progress_seq, progress_at = j.progress_at, attempt_count = j.attempt_count, max_attempts = j.max_attempts,
    next_retry_at = j.next_retry_at, error_message = j.error_message, blocked_reason = j.blocked_reason, cost_gbp = j.cost_gbp,
    started_at = j.started_at, completed_at = j.completed_at
  from jsonb_populate_record(null::episode_schedule_queue, p_job) j
  where q.id = j.id and (q.attempt_count, q.progress_seq) < (j.attempt_count, j.progress_seq);
  return found;
end $$;
