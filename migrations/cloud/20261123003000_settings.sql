-- What an operator may tune without a migration. Cloud only; a webhook's secret may stand here, so no request role reads it.
create table app_settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
alter table app_settings enable row level security;
revoke all on app_settings from anon, authenticated;
grant select, insert, update, delete on app_settings to service_role;

insert into app_settings (key, value) values
  ('generation.concurrency', '20'), -- jobs that run at once, of all organisations
  ('generation.retry_minutes', '[30, 60, 60]'), -- waiting after the first, second, third failed attempt
  ('generation.retry_priority', '8'), -- a retried job goes before the standard ones
  ('generation.repeat_seconds', '300'), -- a second request for the same episode within this time is the same request
  ('schedule.lead_minutes', '240'), -- generation begins this long before delivery
  ('generation.webhook', 'null'); -- {"url": "https://...", "secret": "..."}: called when a job can be claimed

-- In plpgsql, as everything here that is called often: a function in SQL with a search path of its own is planned anew each time.
create function app_setting(p_key text) returns jsonb
language plpgsql stable security definer set search_path = '' as
$$ begin return (select s.value from public.app_settings s where s.key = p_key); end $$;
grant execute on function app_setting(text) to service_role;
