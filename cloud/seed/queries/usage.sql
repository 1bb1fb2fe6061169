insert into token_usage (
  id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, user_id, created_at
)
select id, 'org_demo', operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, user_id, created_at
from jsonb_to_recordset($1::text::jsonb) as call(
  id uuid, operation ai_operation, model text, prompt_tokens integer, completion_tokens integer, cost_usd numeric,
  cost_gbp numeric, episode_id uuid, user_id text, created_at timestamptz
)
