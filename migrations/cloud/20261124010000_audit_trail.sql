-- A page of the audit trail begins behind the last entry of the page before it. Entries of one transaction have the same time, so
-- the id belongs to the order.
drop index audit_log_by_time;
create index audit_log_by_time on audit_log (organization_id, created_at desc, id desc);
create index audit_log_by_actor on audit_log (organization_id, actor, created_at desc, id desc);
drop index audit_log_of_resource;
create index audit_log_of_resource on audit_log (organization_id, resource_type, resource_id, created_at desc, id desc);

-- The first instant of a calendar day of the organisation.
create function organization_day_start(p_organization_id text, p_day date) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return (select public.first_instant_at(o.timezone, p_day::timestamp) from public.organizations o where o.id = p_organization_id);
end $$;
grant execute on function organization_day_start(text, date) to authenticated, service_role;

-- The organisation's audit trail, newest first: an array of entries. A filter {actor, resource_type, resource_id, from, until}
-- narrows it, absent keys do not; from and until are days of the organisation, both included. p_before is {created_at, id} of the
-- last entry that is known. Others than admins are refused and not answered with nothing, which would read as "nothing happened".
create function read_audit_log(p_filter jsonb default '{}', p_before jsonb default null, p_limit integer default 50) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  organization constant text := public.require_org_id();
  most constant integer := 200;
  first_at timestamptz;
  end_at timestamptz;
begin
  if not public.current_is_admin() then
    raise exception using errcode = '42501', message = 'The audit trail is for admins.',
      hint = 'Ask an admin of your organisation what you want to know, or to make you an admin.';
  end if;
  first_at := public.organization_day_start(organization, (p_filter ->> 'from')::date);
  end_at := public.organization_day_start(organization, (p_filter ->> 'until')::date + 1);
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.created_at desc, page.id desc), '[]')
    from (
      select l.id, l.actor, l.action, l.resource_type, l.resource_id, l.old_values, l.new_values, l.severity, l.created_at
      from public.audit_log l
      where l.organization_id = organization
        and (p_before is null or (l.created_at, l.id) < ((p_before ->> 'created_at')::timestamptz, (p_before ->> 'id')::uuid))
        and (p_filter ->> 'actor' is null or l.actor = p_filter ->> 'actor')
        and (p_filter ->> 'resource_type' is null or l.resource_type = p_filter ->> 'resource_type')
        and (p_filter ->> 'resource_id' is null or l.resource_id = p_filter ->> 'resource_id')
        and (first_at is null or l.created_at >= first_at)
        and (end_at is null or l.created_at < end_at)
      order by l.created_at desc, l.id desc
      limit least(greatest(p_limit, 1), most)
    ) page
  );
end $$;
grant execute on function read_audit_log(jsonb, jsonb, integer) to authenticated, service_role;
