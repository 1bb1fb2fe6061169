insert into projects (id, organization_id, title, onboarding_brief, cadence_config, timezone, memories, status, paused_at, last_episode_at, created_at)
select id, 'org_demo', title, onboarding_brief, cadence_config, timezone, memories, status, paused_at, last_episode_at, created_at
from jsonb_to_recordset($1::text::jsonb) as project(
  id uuid, title text, onboarding_brief text, cadence_config jsonb, timezone text, memories jsonb, status project_status,
  paused_at timestamptz, last_episode_at timestamptz, created_at timestamptz
)
