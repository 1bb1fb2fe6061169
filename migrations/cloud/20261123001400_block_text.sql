-- A word is a run of non-spaces from its first character that is not ASCII punctuation on: "##", "-" and "|" are none.
-- Spaces beyond ASCII are named, since locales differ about them; shared/domain/text-statistics.ts counts the same.
create function count_block_words() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.word_count := regexp_count(
    new.content,
    '[^\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff!-/:-@\[-`{-~][^\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*'
  );
  return new;
end $$;
create trigger count_block_words before insert or update of content, word_count on blocks
  for each row execute function count_block_words();

-- Keeps the episode's sums. Deferred to the end of the transaction: a command that changes a block and its episode together
-- would otherwise find the episode changed under its hands, by itself.
create function sum_episode_words() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  -- Silent reading of English prose, words a minute: Brysbaert 2019, "How many words do we read per minute?"
  words_per_minute constant integer := 238;
  episode uuid;
  words integer;
begin
  foreach episode in array case
    when tg_op = 'UPDATE' and old.episode_id <> new.episode_id then array[old.episode_id, new.episode_id]
    else array[new.episode_id]
  end loop
    -- The lock comes first, so that the sum sees what another transaction did to a neighbouring block.
    perform from public.episodes e where e.id = episode for no key update;
    select coalesce(sum(b.word_count), 0) into words from public.blocks b where b.episode_id = episode and b.deleted_at is null;
    update public.episodes e
    set word_count = words, reading_minutes = ceil(words::numeric / words_per_minute)
    where e.id = episode and (e.word_count, e.reading_minutes) is distinct from (words, ceil(words::numeric / words_per_minute)::integer);
  end loop;
  return null;
end $$;
create constraint trigger sum_inserted_words after insert on blocks
  deferrable initially deferred for each row when (new.word_count > 0) execute function sum_episode_words();
create constraint trigger sum_updated_words after update on blocks
  deferrable initially deferred for each row
  when ((old.word_count, old.episode_id, old.deleted_at is null) is distinct from (new.word_count, new.episode_id, new.deleted_at is null))
  execute function sum_episode_words();

-- Keeps every state of a block's text, so that a lost edit can be found again and every writer has a base. The bursts in
-- which a desk sends someone's typing are folded: within 5 minutes the same author on the same desk continues one version.
-- A text that was there before is a restore and never folded: it would wipe the text it replaces out of the history.
create function keep_block_version() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  fold_window constant interval := interval '5 minutes';
  who constant text := public.current_user_id();
  client constant uuid := nullif(current_setting('showrunner.client_id', true), '')::uuid;
  newest public.block_versions;
begin
  select * into newest from public.block_versions v where v.block_id = new.id order by v.block_rev desc limit 1;
  if newest.author = who and newest.client_id = client and newest.created_at > now() - fold_window
    and not exists (select from public.block_versions v where v.block_id = new.id and v.content = new.content and v.title = new.title)
  then
    update public.block_versions v
    set content = new.content, title = new.title, block_rev = new.rev, updated_at = clock_timestamp()
    where v.id = newest.id;
  else
    insert into public.block_versions (organization_id, block_id, block_rev, content, title, author, client_id)
    values (new.organization_id, new.id, new.rev, new.content, new.title, who, client);
  end if;
  return null;
end $$;
create trigger keep_first_version after insert on blocks for each row execute function keep_block_version();
create trigger keep_next_version after update on blocks for each row
  when ((old.content, old.title) is distinct from (new.content, new.title)) execute function keep_block_version();

-- Only the fold above, a trigger itself, may change a version.
create trigger refuse_change before update or delete on block_versions
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();
