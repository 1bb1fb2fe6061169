-- The organisation's calendar day; every daily sum and limit goes by it.
create function organization_day(p_organization_id text, p_at timestamptz) returns date
language plpgsql stable security definer set search_path = '' as
$$ begin return (select (p_at at time zone o.timezone)::date from public.organizations o where o.id = p_organization_id); end $$;

-- The day's cost so far, from the daily sums: limit checks never read the raw rows.
create function cost_of_day(p_organization_id text, p_at timestamptz) returns numeric
language plpgsql stable security definer set search_path = '' as $$
declare
  today constant date := public.organization_day(p_organization_id, p_at);
begin
  return coalesce(
    (select d.cost_gbp from public.token_usage_daily d where d.organization_id = p_organization_id and d.usage_date = today), 0
  );
end $$;

-- Null while the organisation may go on; else the reason for people. A limit of 0 means that nothing may be spent.
create function daily_limit_reached(p_organization_id text, p_at timestamptz) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  spent constant numeric := public.cost_of_day(p_organization_id, p_at);
  allowed numeric;
begin
  select o.daily_cost_limit_gbp into allowed from public.organizations o where o.id = p_organization_id;
  if spent < allowed then
    return null;
  end if;
  return format(
    'Today''s cost of £%s has reached the daily limit of £%s. It goes on by itself tomorrow, or as soon as an administrator raises the limit.',
    round(spent, 2), round(allowed, 2)
  );
end $$;

-- A zone that the database cannot read would stop every computation of the organisation's days and slots.
create function refuse_unknown_timezone() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- Postgres reads almost anything as a zone of its own ("XYZ-3"); desks know names only.
  if new.timezone !~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' then
    raise exception using errcode = '22023';
  end if;
  perform now() at time zone new.timezone;
  return new;
exception when invalid_parameter_value then
  raise exception using errcode = 'SR400', message = format('"%s" is not a time zone.', new.timezone),
    hint = 'Choose a zone of the list, such as Europe/London.';
end $$;
-- Triggers run in the order of their names; this one comes before those that compute with the zone.
create trigger check_timezone before insert or update of timezone on organizations
  for each row execute function refuse_unknown_timezone();
create trigger check_timezone before insert or update of timezone on projects
  for each row execute function refuse_unknown_timezone();
