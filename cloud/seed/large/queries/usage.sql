-- $1 organisation, $2 how many calls, $3 now. Spread over its episodes and five years.
with numbered as (
  select e.id, row_number() over (order by e.created_at, e.id) - 1 as place
  from episodes e where e.organization_id = $1
)
insert into token_usage (id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, created_at)
select md5($1 || ' call ' || n)::uuid, $1, (array['research', 'episode_generation', 'quality_check', 'chat'])[1 + n % 4]::ai_operation,
  (array['large', 'medium', 'small'])[1 + n % 3], 2000 + n % 6000, 300 + n % 1700, 0.02 + (n % 50) / 1000.0, 0.016 + (n % 50) / 1250.0,
  e.id, $3::timestamptz - interval '5 years' * (1 - (n + 1)::float8 / $2::int)
from generate_series(0, $2::int - 1) n join numbered e on e.place = n::bigint * (select count(*) from numbered) / $2::int
