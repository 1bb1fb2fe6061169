insert into episodes (
  id, organization_id, project_id, sequence_number, title, summary, sources, status, scheduled_for, generation_started_at,
  published_at, delivered_at, generation_attempts, generation_errors, generation_time_seconds, created_at
)
select id, 'org_demo', project_id, sequence_number, title, summary, sources, status, scheduled_for, generation_started_at,
  published_at, delivered_at, generation_attempts, generation_errors, generation_time_seconds, created_at
from jsonb_to_recordset($1::text::jsonb) as episode(
  id uuid, project_id uuid, sequence_number integer, title text, summary text, sources jsonb, status episode_status,
  scheduled_for timestamptz, generation_started_at timestamptz, published_at timestamptz, delivered_at timestamptz,
  generation_attempts integer, generation_errors jsonb, generation_time_seconds integer, created_at timestamptz
)
