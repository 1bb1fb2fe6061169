-- What a producer may do with an episode's status: publish a text, and take it back while nobody has it. Everything else about it
-- is the generation's. Not the owner's rights: only so does it see who writes.
create function check_episode_status() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user <> 'authenticated' then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.status <> 'DRAFT' then
      raise exception using errcode = 'SR409', message = 'A new episode begins as a draft.', hint = 'Publish it when it has a text.';
    end if;
    return new;
  end if;
  if new.status = 'PUBLISHED' and old.status in ('DRAFT', 'PARTIAL', 'FAILED') then
    if not exists (select from public.blocks b where b.episode_id = new.id and b.deleted_at is null and b.content ~ '\S') then
      raise exception using errcode = 'SR409', message = 'An episode without a text cannot be published.', hint = 'Write it or generate it first.';
    end if;
    return new;
  end if;
  if new.status = 'DRAFT' and old.status in ('PUBLISHED', 'PARTIAL', 'FAILED') then
    if old.status = 'PUBLISHED' and old.delivered_at is not null then
      raise exception using errcode = 'SR409', message = 'This episode has been delivered and cannot be taken back.',
        hint = 'Subscribers have it. Correct its text instead.';
    end if;
    return new;
  end if;
  raise exception using errcode = 'SR409',
    message = format('An episode cannot go from %s to %s by hand.', lower(old.status::text), lower(new.status::text)),
    hint = case when old.status = 'GENERATING' then 'Wait for the generation, or cancel it first.'
      else 'Publish it, or take it back to a draft.' end;
end $$;
create trigger check_new_episode_status before insert on episodes for each row execute function check_episode_status();
create trigger check_episode_status before update of status on episodes
  for each row when (old.status <> new.status) execute function check_episode_status();

-- When, and what, whoever published. Sorted behind the check and before the stamp.
create function record_publication() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.status = 'PUBLISHED' then
    new.published_at := case when new.published_at is distinct from old.published_at then new.published_at else clock_timestamp() end;
    new.published_fingerprint := public.text_fingerprint(new.id, new.title, new.summary, new.sources);
  elsif new.status = 'DRAFT' and old.status = 'PUBLISHED' then
    new.published_at := null;
    new.published_fingerprint := null;
  end if;
  return new;
end $$;
create trigger record_publication before update of status on episodes
  for each row when (old.status <> new.status) execute function record_publication();
grant execute on function text_fingerprint(uuid, text, text, jsonb) to authenticated, service_role;

grant insert (text_before, text_after), update (text_before, text_after) on highlights to authenticated;
