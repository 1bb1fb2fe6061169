-- One name, one zone, for Postgres and for desks. Postgres reads some names as abbreviations before it looks for a zone: to it CET
-- is one hour ahead all year, to a desk it is the zone with summer time. So these are saved under the name that IANA gives them
-- since 2024b (file "backward"). Other abbreviations ("CEST") are no zone to a desk.
create or replace function refuse_unknown_timezone() returns trigger
language plpgsql set search_path = '' as $$
declare
  same_zone constant jsonb := '{
    "CET": "Europe/Brussels", "MET": "Europe/Brussels", "EET": "Europe/Athens", "WET": "Europe/Lisbon",
    "EST": "America/Panama", "MST": "America/Phoenix", "HST": "Pacific/Honolulu"
  }';
  zone constant text := coalesce(same_zone ->> upper(new.timezone), new.timezone);
begin
  -- With a slash, and without digits before it, it is a zone or nothing; anything else Postgres may read as a zone of its own
  -- ("XYZ-3"), so it must be in the list, which takes a tenth of a second to read.
  if zone ~* '^(posix|right)/' or zone !~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)+$' and zone not in ('UTC', 'GMT')
    and (zone ~* '^(localtime|posixrules|factory)$' or not exists (select from pg_catalog.pg_timezone_names n where n.name = zone))
  then
    raise exception using errcode = '22023';
  end if;
  perform now() at time zone zone;
  new.timezone := zone;
  return new;
exception when invalid_parameter_value then
  raise exception using errcode = 'SR400', message = format('"%s" is not a time zone.', new.timezone),
    hint = 'Choose a zone of the list, such as Europe/London.';
end $$;

update projects set timezone = timezone where timezone !~ '/' and timezone not in ('UTC', 'GMT');
update organizations set timezone = timezone where timezone !~ '/' and timezone not in ('UTC', 'GMT');
