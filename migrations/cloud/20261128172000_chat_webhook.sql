-- A question rings the same webhook as a job (generation.webhook): whoever is called claims both, and the call is only a hint.
-- Where pg_net is missing, the embedded cloud hears of it here and makes the same call (cloud/server/webhook.ts).
create function call_chat_webhook() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  timeout_milliseconds constant integer := 5000;
  url constant text := public.app_setting('generation.webhook') ->> 'url';
  secret constant text := public.webhook_secret();
  at constant text := floor(extract(epoch from clock_timestamp()))::bigint::text;
  open uuid := new.message_id;
  body jsonb;
  headers jsonb;
begin
  -- A conversation has one question answered at a time: with the one before out of the way, the next can be claimed.
  if new.state in ('answered', 'failed') then
    select w.message_id into open
    from public.chat_work w
    join public.chat_messages m on m.id = w.message_id
    where w.state = 'pending' and m.session_id = (select c.session_id from public.chat_messages c where c.id = new.message_id)
    order by w.created_at, w.message_id limit 1;
  end if;
  if open is null then
    return null;
  end if;
  body := jsonb_build_object('message_id', open);
  if to_regprocedure('net.http_post(text, jsonb, jsonb, jsonb, integer)') is null then
    perform pg_notify('chat_questions', body::text);
    return null;
  end if;
  if coalesce(url, '') = '' or coalesce(secret, '') = '' then
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
  raise warning 'The webhook could not be called for a question: %', sqlerrm; -- a doorbell never stops a question
  return null;
end $$;
create trigger call_webhook_for_new_question after insert on chat_work
  for each row execute function call_chat_webhook();
-- A try that failed waits for its time and is found by polling; what is asked again, and what stood behind another, rings.
create trigger call_webhook after update on chat_work
  for each row when (
    old.state <> new.state and (new.state in ('answered', 'failed') or new.state = 'pending' and new.next_try_at is null)
  ) execute function call_chat_webhook();
