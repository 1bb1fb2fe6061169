-- The sums that sum_token_usage would have kept. $1 organisation.
insert into token_usage_daily (organization_id, usage_date, calls, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_gbp, by_operation, rev, txid)
select o.organization_id, o.usage_date, sum(o.calls), sum(o.prompt), sum(o.completion), sum(o.tokens), sum(o.usd), sum(o.gbp),
  jsonb_object_agg(o.operation, jsonb_build_object('calls', o.calls, 'tokens', o.tokens, 'cost_gbp', o.gbp)), 1, pg_current_xact_id()
from (
  select a.organization_id, (a.created_at at time zone g.timezone)::date as usage_date, a.operation, count(*) as calls,
    sum(a.prompt_tokens) as prompt, sum(a.completion_tokens) as completion, sum(a.total_tokens) as tokens,
    sum(a.cost_usd) as usd, sum(a.cost_gbp) as gbp
  from token_usage a join organizations g on g.id = a.organization_id where a.organization_id = $1
  group by 1, 2, 3
) o
group by 1, 2
