insert into episode_schedule_queue (
  id, organization_id, project_id, episode_id, idempotency_key, requested_by, generation_start_time, status, attempt_count,
  error_message, error_details, attempts, stage, percent, message, progress_at, cost_gbp, started_at, completed_at, created_at
)
select id, 'org_demo', project_id, episode_id, idempotency_key, requested_by, started_at, status, attempt_count,
  error_message, error_details, attempts, stage, percent, message, completed_at, cost_gbp, started_at, completed_at, started_at
from jsonb_to_recordset($1::text::jsonb) as job(
  id uuid, project_id uuid, episode_id uuid, idempotency_key uuid, requested_by text, status generation_job_status,
  attempt_count integer, error_message text, error_details jsonb, attempts jsonb, stage generation_stage, percent integer,
  message text, cost_gbp numeric, started_at timestamptz, completed_at timestamptz
)
