-- What an answer may be made from: what the person who asks may read themselves, of the organisation of the message's own row.
create function chat_context(p_message chat_messages, p_work chat_work) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  most_text constant integer := 60000; -- letters of the episode; a model's context and price end somewhere
  most_messages constant integer := 30;
  most_notes constant integer := 30;
  org constant text := p_message.organization_id;
  session public.chat_sessions;
  episode public.episodes;
  project public.projects;
begin
  select * into session from public.chat_sessions s where s.id = p_message.session_id and s.organization_id = org and s.user_id = p_message.user_id;
  select * into episode from public.episodes e where e.id = session.episode_id and e.organization_id = org and e.deleted_at is null;
  select * into project from public.projects p
  where p.id = coalesce(session.project_id, episode.project_id) and p.organization_id = org and p.deleted_at is null;
  return jsonb_build_object(
    'message_id', p_message.id, 'lease_token', p_work.lease_token, 'lease_expires_at', p_work.lease_expires_at,
    'attempt', p_work.attempt, 'organization_id', org, 'question', p_message.content,
    'project', case when project.id is not null then jsonb_build_object(
      'id', project.id, 'title', project.title, 'onboarding_brief', project.onboarding_brief,
      'planning_notes', (
        select coalesce(jsonb_agg(n.content order by n.created_at), '[]') from (
          select p.content, p.created_at from public.planning_notes p
          where p.project_id = project.id and p.deleted_at is null and p.status in ('pending', 'acknowledged')
          order by p.created_at desc limit most_notes
        ) n
      )
    ) end,
    'episode', case when episode.id is not null then jsonb_build_object(
      'id', episode.id, 'title', episode.title, 'summary', episode.summary, 'sources', episode.sources,
      'text', (
        select left(coalesce(string_agg(b.content, e'\n\n' order by b.position, b.id), ''), most_text)
        from public.blocks b where b.episode_id = episode.id and b.organization_id = org and b.deleted_at is null
      )
    ) end,
    -- Earlier questions with their answers, which may have come after this one was asked.
    'history', (
      select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content) order by h.asked_at, h.question, h.is_answer), '[]')
      from (
        select m.role, m.content, coalesce(q.created_at, m.created_at) as asked_at, coalesce(q.id, m.id) as question, q.id is not null as is_answer
        from public.chat_messages m left join public.chat_messages q on q.id = m.answers
        where m.session_id = session.id and m.organization_id = org and m.user_id = p_message.user_id and m.deleted_at is null
          and m.role in ('user', 'assistant')
          and (coalesce(q.created_at, m.created_at), coalesce(q.id, m.id)) < (p_message.created_at, p_message.id)
        order by 3 desc, 4 desc, 5 desc limit most_messages
      ) h
    )
  );
end $$;

-- Ends a try without an answer: again a little later while tries are left, else for good, with the reason for people.
create function settle_chat_failure(p_message_id uuid, p_reason text, p_retryable boolean, p_at timestamptz) returns chat_work
language plpgsql set search_path = '' as $$
declare
  work public.chat_work;
  again boolean;
begin
  select * into work from public.chat_work w where w.message_id = p_message_id;
  again := p_retryable and work.attempt < public.app_setting('chat.max_attempts')::integer;
  update public.chat_work w set
    state = case when again then 'pending' else 'failed' end::public.chat_answer_state, lease_expires_at = null,
    next_try_at = case when again then p_at + make_interval(secs => public.app_setting('chat.retry_seconds')::double precision * work.attempt) end
  where w.message_id = p_message_id returning * into work;
  update public.chat_messages m set answer_state = work.state, answer_reason = left(p_reason, 1000) where m.id = p_message_id;
  return work;
end $$;

-- Workers that fell silent.
create function expire_chat_leases(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  silent uuid;
  expired integer := 0;
begin
  for silent in
    select w.message_id from public.chat_work w where w.state = 'answering' and w.lease_expires_at < p_now
    order by w.lease_expires_at for update skip locked
  loop
    perform public.settle_chat_failure(silent, 'The assistant gave no sign of life.', true, p_now);
    update public.chat_work w set lease_token = null where w.message_id = silent;
    expired := expired + 1;
  end loop;
  return jsonb_build_object('expired', expired);
end $$;

-- Hands out questions, each to one worker, oldest first; of one conversation only the oldest that is open. Over the day's limit they
-- wait and say why.
create function claim_chat_messages(p_worker text, p_limit int default 1, p_lease_seconds int default 120) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_lease_seconds constant integer := 600;
  at timestamptz := clock_timestamp();
  candidate record;
  work public.chat_work;
  message public.chat_messages;
  reason text;
  claimed jsonb := '[]';
begin
  if coalesce(p_worker, '') = '' or p_limit is null or p_limit < 0 or p_lease_seconds is null or p_lease_seconds < 1 then
    raise exception using errcode = 'SR400', message = 'A claim needs the worker''s name, a number of messages and a lease in seconds.';
  end if;
  perform public.expire_chat_leases(at);
  for candidate in
    select w.message_id from public.chat_work w
    where w.state = 'pending' and (w.next_try_at is null or w.next_try_at <= at)
    order by w.created_at, w.message_id
  loop
    exit when jsonb_array_length(claimed) >= p_limit;
    select * into work from public.chat_work w where w.message_id = candidate.message_id and w.state = 'pending' for update skip locked;
    continue when not found;
    select * into message from public.chat_messages m where m.id = work.message_id;
    if message.deleted_at is not null or exists (
      select from public.chat_sessions s where s.id = message.session_id and s.deleted_at is not null
    ) or exists (
      select from public.organization_members g
      where g.organization_id = message.organization_id and g.user_id = message.user_id and g.deleted_at is not null
    ) then
      perform public.settle_chat_failure(message.id, 'The question was taken back.', false, at);
      continue;
    end if;
    continue when exists (
      select from public.chat_work w join public.chat_messages m on m.id = w.message_id
      where m.session_id = message.session_id and w.state in ('pending', 'answering') and (w.created_at, w.message_id) < (work.created_at, work.message_id)
    );
    reason := public.daily_limit_reached(message.organization_id, at);
    if reason is not null then
      update public.chat_messages m set answer_reason = reason where m.id = message.id and m.answer_reason is distinct from reason;
      continue;
    end if;
    update public.chat_work w set
      state = 'answering', attempt = w.attempt + 1, next_try_at = null, lease_worker = left(p_worker, 200), lease_token = gen_random_uuid(),
      lease_expires_at = at + make_interval(secs => least(p_lease_seconds, most_lease_seconds))
    where w.message_id = message.id returning * into work;
    update public.chat_messages m set answer_state = 'answering', answer_reason = null where m.id = message.id returning * into message;
    claimed := claimed || jsonb_build_array(public.chat_context(message, work));
  end loop;
  return claimed;
end $$;

-- The work of a lease, locked; refused when it was given to somebody else or has run out.
create function lock_leased_chat(p_message_id uuid, p_lease_token uuid) returns chat_work
language plpgsql set search_path = '' as $$
declare
  work public.chat_work;
begin
  select * into work from public.chat_work w where w.message_id = p_message_id for update;
  if work.message_id is null or p_lease_token is null or work.lease_token is distinct from p_lease_token then
    raise exception using errcode = 'SR423', message = 'This lease is not valid (any more).',
      hint = 'The message was given to another worker, or was never claimed with this token.';
  end if;
  if work.state = 'answering' and work.lease_expires_at < clock_timestamp() then
    raise exception using errcode = 'SR423', message = 'This lease has run out.', hint = 'Claim again.';
  end if;
  return work;
end $$;

-- AI calls of a try, once for each: a worker that sends its last word twice is not paid twice. Calls without an operation are `chat`.
create function record_chat_usage(p_work chat_work, p_usage jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.chat_work w set closed_attempt = p_work.attempt where w.message_id = p_work.message_id and w.closed_attempt < p_work.attempt;
  if not found or jsonb_typeof(p_usage) is distinct from 'array' then
    return;
  end if;
  insert into public.token_usage
    (id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, user_id)
  select
    coalesce(case when pg_input_is_valid(u ->> 'id', 'uuid') then (u ->> 'id')::uuid end, gen_random_uuid()), m.organization_id, 'chat',
    coalesce(nullif(u ->> 'model', ''), 'unknown'),
    public.amount(u, 'prompt_tokens', 1000000000)::integer, public.amount(u, 'completion_tokens', 1000000000)::integer,
    public.amount(u, 'cost_usd', 999999), public.amount(u, 'cost_gbp', 999999), s.episode_id, m.user_id
  from jsonb_array_elements(p_usage) u, public.chat_messages m join public.chat_sessions s on s.id = m.session_id
  where m.id = p_work.message_id and jsonb_typeof(u) = 'object'
  on conflict (id) do nothing;
end $$;

-- The answer (ChatAnswer in shared/domain/chat.ts), as a message of the same person's same conversation. Sent twice, it does nothing
-- the second time.
create function complete_chat_message(p_message_id uuid, p_lease_token uuid, p_answer jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_note constant integer := 240;
  work public.chat_work := public.lock_leased_chat(p_message_id, p_lease_token);
  message public.chat_messages;
begin
  if work.state = 'answered' then
    return jsonb_build_object('accepted', true, 'duplicate', true, 'state', work.state);
  end if;
  perform public.record_chat_usage(work, p_answer -> 'usage');
  if work.state <> 'answering' then
    return jsonb_build_object('accepted', false, 'duplicate', false, 'state', work.state);
  end if;
  if coalesce(p_answer ->> 'content', '') !~ '\S' then
    raise exception using errcode = 'SR400', message = 'The answer has no text.', hint = 'Send its content, or fail_chat_message.';
  end if;
  select * into message from public.chat_messages m where m.id = p_message_id;
  insert into public.chat_messages (organization_id, session_id, user_id, role, content, metadata, answers)
  values (message.organization_id, message.session_id, message.user_id, 'assistant', p_answer ->> 'content',
    case when p_answer ->> 'suggested_note' ~ '\S'
      then jsonb_build_object('suggested_note', left(trim(p_answer ->> 'suggested_note'), most_note)) else '{}' end,
    message.id);
  update public.chat_work w set state = 'answered', lease_expires_at = null where w.message_id = message.id;
  update public.chat_messages m set answer_state = 'answered', answer_reason = null where m.id = message.id;
  return jsonb_build_object('accepted', true, 'duplicate', false, 'state', 'answered');
end $$;

create function fail_chat_message(
  p_message_id uuid, p_lease_token uuid, p_error jsonb, p_usage jsonb default '[]', p_retryable boolean default true
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  work public.chat_work := public.lock_leased_chat(p_message_id, p_lease_token);
  reason constant text := coalesce(case jsonb_typeof(p_error) when 'object' then p_error ->> 'message' when 'string' then p_error #>> '{}' end,
    'The assistant gave no reason.');
begin
  perform public.record_chat_usage(work, p_usage);
  if work.state = 'answering' then
    work := public.settle_chat_failure(p_message_id, reason, coalesce(p_retryable, true), clock_timestamp());
  end if;
  return jsonb_build_object('state', work.state, 'attempt', work.attempt, 'next_try_at', work.next_try_at);
end $$;

grant execute on function claim_chat_messages(text, int, int), complete_chat_message(uuid, uuid, jsonb),
  fail_chat_message(uuid, uuid, jsonb, jsonb, boolean) to generation_worker;
grant execute on function expire_chat_leases(timestamptz) to service_role;

create or replace function run_due_work(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired jsonb := public.expire_leases(p_now);
  chat jsonb := public.expire_chat_leases(p_now);
  released jsonb := public.release_blocked_jobs(p_now);
  notes jsonb := public.retire_notes(p_now);
  delivered jsonb := public.deliver_due_episodes(p_now);
begin
  return jsonb_build_object(
    'expired', expired, 'chat', chat, 'released', released, 'notes', notes, 'delivered', delivered,
    'scheduled', public.schedule_due_episodes(p_now)
  );
end $$;

create or replace function schema_version() returns integer language sql immutable set search_path = '' as 'select 2';
