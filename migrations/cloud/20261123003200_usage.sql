-- Adds two breakdowns {operation: {calls, tokens, cost_gbp}}.
create function add_operations(p_left jsonb, p_right jsonb) returns jsonb
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_object_agg(sums.operation, jsonb_build_object('calls', sums.calls, 'tokens', sums.tokens, 'cost_gbp', sums.cost)), '{}')
    from (
      select e.key as operation, sum((e.value ->> 'calls')::bigint) as calls, sum((e.value ->> 'tokens')::bigint) as tokens,
        sum((e.value ->> 'cost_gbp')::numeric) as cost
      from (select * from jsonb_each(p_left) union all select * from jsonb_each(p_right)) e
      group by e.key
    ) sums
  );
end $$;

-- Keeps the daily sums and each job's cost. The upsert adds under the row's lock, so concurrent writers cannot lose a penny;
-- rows are taken in one order, so that they cannot wait for each other in a circle.
create function sum_token_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  job record;
begin
  insert into public.token_usage_daily as d
    (organization_id, usage_date, calls, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_gbp, by_operation)
  select o.organization_id, o.usage_date, sum(o.calls), sum(o.prompt), sum(o.completion), sum(o.tokens), sum(o.usd), sum(o.gbp),
    jsonb_object_agg(o.operation, jsonb_build_object('calls', o.calls, 'tokens', o.tokens, 'cost_gbp', o.gbp))
  from (
    select a.organization_id, (a.created_at at time zone g.timezone)::date as usage_date, a.operation, count(*) as calls,
      sum(a.prompt_tokens) as prompt, sum(a.completion_tokens) as completion, sum(a.total_tokens) as tokens,
      sum(a.cost_usd) as usd, sum(a.cost_gbp) as gbp
    from added a join public.organizations g on g.id = a.organization_id
    group by 1, 2, 3
  ) o
  group by 1, 2
  order by 1, 2
  on conflict (organization_id, usage_date) do update set
    calls = d.calls + excluded.calls,
    prompt_tokens = d.prompt_tokens + excluded.prompt_tokens,
    completion_tokens = d.completion_tokens + excluded.completion_tokens,
    total_tokens = d.total_tokens + excluded.total_tokens,
    cost_usd = d.cost_usd + excluded.cost_usd,
    cost_gbp = d.cost_gbp + excluded.cost_gbp,
    by_operation = public.add_operations(d.by_operation, excluded.by_operation);

  for job in
    select a.job_id, a.organization_id, sum(a.cost_gbp) as gbp from added a where a.job_id is not null group by 1, 2 order by 1
  loop
    update public.episode_schedule_queue q set cost_gbp = q.cost_gbp + job.gbp
    where q.id = job.job_id and q.organization_id = job.organization_id and job.gbp > 0;
  end loop;
  return null;
end $$;
create trigger sum_token_usage after insert on token_usage
  referencing new table as added for each statement execute function sum_token_usage();
