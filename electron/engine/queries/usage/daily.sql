-- What the organisation's AI calls cost per day since a date (its own local days), newest first; a day without calls has no row.
-- @type by_operation UsageByOperation from domain/json-shapes.ts
select
  d.usage_date,
  d.calls,
  d.prompt_tokens,
  d.completion_tokens,
  d.total_tokens,
  d.cost_usd,
  d.cost_gbp,
  d.by_operation
from token_usage_daily d
where d.usage_date >= :since::date and d.deleted_at is null
order by d.usage_date desc, d.id
limit 400
