insert into blocks (id, organization_id, episode_id, type, title, content, position, source_urls, created_at)
select id, 'org_demo', episode_id, 'MARKDOWN', '', content, 10, source_urls, created_at
from jsonb_to_recordset($1::text::jsonb) as block(id uuid, episode_id uuid, content text, source_urls jsonb, created_at timestamptz)
