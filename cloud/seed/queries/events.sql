insert into user_events (id, organization_id, user_id, event_type, event_data, session_id, occurred_at, created_at)
select id, 'org_demo', user_id, event_type, event_data, session_id, occurred_at, occurred_at
from jsonb_to_recordset($1::text::jsonb) as event(
  id uuid, user_id text, event_type text, event_data jsonb, session_id uuid, occurred_at timestamptz
)
