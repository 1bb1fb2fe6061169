-- The finished generation behind each published episode. $1 organisation.
insert into episode_schedule_queue (
  organization_id, project_id, episode_id, idempotency_key, generation_start_time, target_delivery_time, status, attempt_count, attempts,
  stage, percent, message, progress_seq, progress_at, cost_gbp, started_at, completed_at, created_at, updated_at, rev, txid
)
select e.organization_id, e.project_id, e.id, md5('request ' || e.id)::uuid, e.created_at - interval '4 hours', e.scheduled_for,
  'completed', 1,
  jsonb_build_array(jsonb_build_object('attempt', 1, 'worker', 'n8n', 'started_at', e.created_at, 'ended_at', e.created_at,
    'outcome', 'completed', 'stage', 'complete', 'error', null, 'cost_gbp', 0.41)),
  'complete', 100, 'The episode is ready.', 8, e.created_at, 0.41, e.created_at, e.created_at, e.created_at, e.created_at, 4, pg_current_xact_id()
from episodes e where e.organization_id = $1 and e.status = 'PUBLISHED'
