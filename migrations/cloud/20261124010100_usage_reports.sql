drop index token_usage_by_time;
create index token_usage_by_time on token_usage (organization_id, created_at desc, id desc);

-- What the AI calls of the organisation's days from p_from to p_until (both included) cost, by project, dearest first. Calls that
-- belong to no episode (chats, onboarding) are the entry with a null project.
create function usage_by_project(p_from date, p_until date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  organization constant text := public.require_org_id();
  first_at constant timestamptz := public.organization_day_start(organization, p_from);
  end_at constant timestamptz := public.organization_day_start(organization, p_until + 1);
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(sums) order by sums.cost_gbp desc, sums.project_id), '[]')
    from (
      select p.id as project_id, p.title, p.deleted_at is not null as deleted, count(*) as calls,
        sum(u.total_tokens) as total_tokens, sum(u.cost_gbp) as cost_gbp
      from public.token_usage u
      left join public.episodes e on e.id = u.episode_id
      left join public.projects p on p.id = e.project_id
      where u.organization_id = organization
        and u.created_at >= first_at and u.created_at < end_at
      group by p.id
    ) sums
  );
end $$;
grant execute on function usage_by_project(date, date) to authenticated, service_role;

-- Single AI calls of those days, newest first, optionally of one operation; p_before is {created_at, id} of the last known one.
create function read_token_usage(
  p_from date, p_until date, p_operation text default null, p_before jsonb default null, p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  organization constant text := public.require_org_id();
  first_at constant timestamptz := public.organization_day_start(organization, p_from);
  end_at constant timestamptz := public.organization_day_start(organization, p_until + 1);
  most constant integer := 200;
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.created_at desc, page.id desc), '[]')
    from (
      select u.id, u.operation, u.model, u.prompt_tokens, u.completion_tokens, u.cost_usd, u.cost_gbp, u.episode_id,
        e.title as episode_title, u.user_id, u.created_at
      from public.token_usage u
      left join public.episodes e on e.id = u.episode_id
      where u.organization_id = organization
        and u.created_at >= first_at and u.created_at < end_at
        and (p_operation is null or u.operation::text = p_operation)
        and (p_before is null or (u.created_at, u.id) < ((p_before ->> 'created_at')::timestamptz, (p_before ->> 'id')::uuid))
      order by u.created_at desc, u.id desc
      limit least(greatest(p_limit, 1), most)
    ) page
  );
end $$;
grant execute on function read_token_usage(date, date, text, jsonb, integer) to authenticated, service_role;
