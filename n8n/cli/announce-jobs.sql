-- Whom the cloud calls when a job can be claimed: {"url", "secret"}.
insert into app_settings (key, value) values ('generation.webhook', $1::text::jsonb)
on conflict (key) do update set value = excluded.value
