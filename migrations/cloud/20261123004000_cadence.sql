-- Delivery slots. shared/domain/cadence.ts holds the same rules; shared/domain/cadence-cases.json is run against both.

-- How far the zone's wall clock is ahead of UTC at that moment.
create function zone_offset(p_timezone text, p_at timestamptz) returns interval
language sql stable set search_path = '' as
$$ select (p_at at time zone p_timezone) - (p_at at time zone 'UTC') $$;

-- The moment at which the zone's wall clock first shows p_local. When it never does (the clock was put forward over it): the
-- moment of that change, the first that exists after it. (Postgres itself takes the second of two, and moves by the gap.)
create function first_instant_at(p_timezone text, p_local timestamp) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  -- Wider than any offset from UTC, and than Samoa's skipped day of 2011.
  reach constant interval := interval '26 hours';
  as_utc constant timestamptz := p_local at time zone 'UTC';
  before constant interval := public.zone_offset(p_timezone, as_utc - reach);
  after constant interval := public.zone_offset(p_timezone, as_utc + reach);
  low timestamptz;
  high timestamptz;
  middle timestamptz;
begin
  if public.zone_offset(p_timezone, as_utc - greatest(before, after)) = greatest(before, after) then
    return as_utc - greatest(before, after);
  end if;
  if public.zone_offset(p_timezone, as_utc - least(before, after)) = least(before, after) then
    return as_utc - least(before, after);
  end if;
  -- The clock jumps from "before" to "after" between these two; whole seconds are exact enough for any zone.
  low := as_utc - after;
  high := as_utc - before;
  while high - low > interval '1 second' loop
    middle := low + make_interval(secs => floor(extract(epoch from high - low) / 2));
    if public.zone_offset(p_timezone, middle) = before then
      low := middle;
    else
      high := middle;
    end if;
  end loop;
  return high;
end $$;

-- Days of the week (0 = Sunday) on which a cadence delivers; null when it cannot be read.
create function cadence_days(p_cadence jsonb) returns integer[]
language plpgsql immutable set search_path = '' as $$
declare
  mode constant text := p_cadence ->> 'mode';
  days constant jsonb := p_cadence -> 'days';
begin
  if not coalesce(p_cadence ->> 'delivery_hour' ~ '^([0-9]|1[0-9]|2[0-3])$', false) then
    return null;
  end if;
  if mode = 'daily' then
    return array[0, 1, 2, 3, 4, 5, 6];
  elsif mode = 'weekdays' then
    return array[1, 2, 3, 4, 5];
  elsif mode in ('weekly', 'custom') and jsonb_typeof(days) = 'array'
    and not exists (select from jsonb_array_elements_text(days) d where d is null or d !~ '^[0-6]$')
  then
    return array(select distinct d::integer from jsonb_array_elements_text(days) d order by 1);
  end if;
  return null;
end $$;

-- The first delivery after p_after; null for a cadence without days, or one that cannot be read. A day that the zone's calendar skips has none.
create function next_delivery_slot(p_cadence jsonb, p_timezone text, p_after timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  days constant integer[] := public.cadence_days(p_cadence);
  today constant date := (p_after at time zone p_timezone)::date;
  day date;
  slot timestamptz;
begin
  if days is null then
    return null;
  end if;
  -- From yesterday on, because an hour that does not exist may move over midnight; two weeks, because a day may be skipped.
  for ahead in -1 .. 14 loop
    day := today + ahead;
    continue when not extract(dow from day)::integer = any (days);
    continue when (public.first_instant_at(p_timezone, day) at time zone p_timezone)::date <> day;
    slot := public.first_instant_at(p_timezone, day + make_interval(hours => (p_cadence ->> 'delivery_hour')::integer));
    if slot > p_after then
      return slot;
    end if;
  end loop;
  return null;
end $$;
grant execute on function next_delivery_slot(jsonb, text, timestamptz), first_instant_at(text, timestamp), zone_offset(text, timestamptz),
  cadence_days(jsonb) to authenticated, service_role;
