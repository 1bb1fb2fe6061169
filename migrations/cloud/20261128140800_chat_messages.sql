create unique index chat_messages_answer_once on chat_messages (answers) where answers is not null;

-- What the cloud keeps of a question and nobody else sees. Whose it is stands in the message.
create table chat_work (
  message_id uuid primary key references chat_messages (id),
  state chat_answer_state not null default 'pending',
  attempt integer not null default 0,
  next_try_at timestamptz,
  lease_worker text,
  lease_token uuid,
  lease_expires_at timestamptz,
  closed_attempt integer not null default 0, -- the newest attempt whose usage was recorded
  created_at timestamptz not null default clock_timestamp()
);
create index chat_work_open on chat_work (created_at) where state in ('pending', 'answering');
alter table chat_work enable row level security;
revoke all on chat_work from anon, authenticated, service_role;
create policy chat_work_closed on chat_work for all to anon, authenticated using (false);

insert into app_settings (key, value) values
  ('chat.max_attempts', '3'),
  ('chat.retry_seconds', '20'); -- waiting before an answer that failed is tried again

grant insert (asked), update (asked) on chat_messages to authenticated;

-- A person writes as a person, into a chat of their own; what was said stays said. Not the owner's rights: only so does it see who
-- writes.
create function check_chat_message() returns trigger
language plpgsql set search_path = '' as $$
declare
  most_letters constant integer := 8000; -- CHAT_MESSAGE_LENGTH in shared/domain/limits.ts
begin
  if current_user = 'authenticated' then
    if tg_op = 'INSERT' then
      if new.role <> 'user' then
        raise exception using errcode = 'SR422', message = 'Only a person''s own messages can be written here.';
      end if;
      if length(new.content) > most_letters or new.content !~ '\S' then
        raise exception using errcode = 'SR400', message = format('A message has 1 to %s characters.', most_letters), hint = 'Shorten it and send it again.';
      end if;
      if not exists (select from public.chat_sessions s where s.id = new.session_id and s.user_id = new.user_id) then
        raise exception using errcode = '42501', message = 'This conversation belongs to somebody else.';
      end if;
    elsif (new.role, new.session_id, new.user_id, new.content) is distinct from (old.role, old.session_id, old.user_id, old.content) then
      raise exception using errcode = 'SR409', message = 'A message that was sent cannot be changed.', hint = 'Send another one.';
    end if;
  end if;
  if tg_op = 'INSERT' and new.role = 'user' then
    new.answer_state := 'pending';
  elsif tg_op = 'UPDATE' and new.asked > old.asked and old.answer_state = 'failed' then
    new.answer_state := 'pending';
    new.answer_reason := null;
  end if;
  return new;
end $$;
create trigger check_chat_message before insert or update on chat_messages for each row execute function check_chat_message();

create function open_chat_work() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.chat_work (message_id) values (new.id);
  else
    update public.chat_work w set state = 'pending', attempt = 0, closed_attempt = 0, next_try_at = null, lease_token = null, lease_expires_at = null
    where w.message_id = new.id;
  end if;
  return null;
end $$;
create trigger open_chat_work after insert on chat_messages
  for each row when (new.role = 'user') execute function open_chat_work();
create trigger reopen_chat_work after update on chat_messages
  for each row when (old.answer_state = 'failed' and new.answer_state = 'pending') execute function open_chat_work();
