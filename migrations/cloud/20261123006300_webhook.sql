-- RFC 2104 over SHA-256, as lowercase hex. Written out, because pgcrypto lives in another schema on every platform and is
-- missing on some.
create function hmac_sha256(p_key bytea, p_message bytea) returns text
language plpgsql immutable strict set search_path = '' as $$
declare
  block_bytes constant integer := 64;
  key bytea := case when length(p_key) > block_bytes then sha256(p_key) else p_key end;
  inner_pad bytea := decode(repeat('36', block_bytes), 'hex');
  outer_pad bytea := decode(repeat('5c', block_bytes), 'hex');
begin
  for i in 0 .. length(key) - 1 loop
    inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(key, i));
    outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(key, i));
  end loop;
  return encode(sha256(outer_pad || sha256(inner_pad || p_message)), 'hex');
end $$;

-- The webhook's secret: of the vault where there is one (its name is generation_webhook_secret), else of the settings.
create function webhook_secret() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  secret text;
begin
  if to_regclass('vault.decrypted_secrets') is not null then
    execute 'select s.decrypted_secret from vault.decrypted_secrets s where s.name = $1' into secret using 'generation_webhook_secret';
  end if;
  return coalesce(secret, public.app_setting('generation.webhook') ->> 'secret');
end $$;

-- Tells n8n that a job can be claimed; nothing but its id travels. The signature covers "<timestamp>.<body>" (unix seconds), so
-- that a call can neither be forged nor replayed later. pg_net makes the call after the commit; where it is missing, the embedded
-- cloud makes the same one (cloud/server/webhook.ts). A lost call costs a minute: n8n also polls.
create function call_generation_webhook() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  timeout_milliseconds constant integer := 5000;
  url constant text := public.app_setting('generation.webhook') ->> 'url';
  secret constant text := public.webhook_secret();
  at constant text := floor(extract(epoch from clock_timestamp()))::bigint::text;
  body constant jsonb := jsonb_build_object('job_id', new.id);
  headers jsonb;
begin
  if to_regprocedure('net.http_post(text, jsonb, jsonb, jsonb, integer)') is null or coalesce(url, '') = '' or coalesce(secret, '') = '' or new.status <> 'pending'
    or greatest(new.generation_start_time, new.next_retry_at) > clock_timestamp()
  then
    return null;
  end if;
  headers := jsonb_build_object(
    'content-type', 'application/json', 'x-showrunner-timestamp', at,
    'x-showrunner-signature', public.hmac_sha256(convert_to(secret, 'UTF8'), convert_to(at || '.' || body, 'UTF8'))
  );
  execute 'select net.http_post(url := $1, body := $2, headers := $3, timeout_milliseconds := $4)'
    using url, body, headers, timeout_milliseconds;
  return null;
exception when others then
  raise warning 'The generation webhook could not be called: %', sqlerrm; -- a doorbell never stops a request
  return null;
end $$;
create trigger call_webhook_for_new_job after insert on episode_schedule_queue
  for each row execute function call_generation_webhook();
create trigger call_webhook after update on episode_schedule_queue
  for each row when (
    new.status = 'pending' and (old.status <> new.status or old.generation_start_time > new.generation_start_time
      or old.next_retry_at is not null and new.next_retry_at is null)
  ) execute function call_generation_webhook();
