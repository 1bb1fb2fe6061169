insert into planning_notes (
  id, organization_id, project_id, author_id, content, scope, priority, status, position, incorporated_in_episode_id, created_at
)
select id, 'org_demo', project_id, author_id, content, scope, priority, status, position, incorporated_in_episode_id, created_at
from jsonb_to_recordset($1::text::jsonb) as note(
  id uuid, project_id uuid, author_id text, content text, scope note_scope, priority note_priority, status note_status,
  position double precision, incorporated_in_episode_id uuid, created_at timestamptz
)
