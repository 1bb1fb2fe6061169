-- Versions of texts grow with everything that is typed. After 90 days, of those that one person made of a block on one desk in a row
-- on one day (UTC) the last one stays: what somebody else, another desk, another day or nobody has replaced is kept for good
-- (docs/decisions/0104).
create function is_continued(p_version block_versions) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from (
      select n.author, n.client_id, n.created_at from public.block_versions n
      where n.block_id = p_version.block_id and n.organization_id = p_version.organization_id and n.block_rev > p_version.block_rev
      order by n.block_rev limit 1
    ) next
    where next.author = p_version.author and next.client_id = p_version.client_id
      and (next.created_at at time zone 'UTC')::date = (p_version.created_at at time zone 'UTC')::date
  );
end $$;

create function version_kept_for() returns interval language sql immutable set search_path = '' as $$ select interval '90 days' $$;

-- The rule holds for whoever deletes, the table's owner too: append-only but for what the thinning may take.
create function refuse_to_forget() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.created_at < now() - public.version_kept_for() and public.is_continued(old) then return old; end if;
  raise exception using errcode = 'SR409', message = 'block_versions is append-only: this version is not to be forgotten.',
    hint = 'Only what its own author replaced on the same day and desk goes, after 90 days.';
end $$;
drop trigger refuse_change on block_versions;
create trigger refuse_change before update on block_versions
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();
create trigger refuse_to_forget before delete on block_versions for each row execute function refuse_to_forget();

create index block_versions_by_age on block_versions (created_at);

-- Goes through the versions once, the oldest first, and keeps its place in app_settings. At most so many a minute (and whatever one
-- transaction made together with the last of them), so that the first run after an update is short too.
create function thin_old_versions() returns jsonb
language plpgsql set search_path = '' as $$
declare
  at_most constant integer := 2000;
  place constant text := 'history.thinned_until';
  since timestamptz := coalesce((public.app_setting(place) #>> '{}')::timestamptz, '-infinity');
  until timestamptz;
  thinned integer;
begin
  select max(looked_at.created_at) into until from (
    select v.created_at from public.block_versions v
    where v.created_at > since and v.created_at < now() - public.version_kept_for()
    order by v.created_at fetch first (at_most) rows with ties
  ) looked_at;
  if until is null then return jsonb_build_object('thinned', 0); end if;
  delete from public.block_versions v where v.created_at > since and v.created_at <= until and public.is_continued(v);
  get diagnostics thinned = row_count;
  insert into public.app_settings (key, value) values (place, to_jsonb(until))
  on conflict (key) do update set value = excluded.value, updated_at = now();
  return jsonb_build_object('thinned', thinned);
end $$;

create or replace function run_due_work(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired jsonb := public.expire_leases(p_now);
  chat jsonb := public.expire_chat_leases(p_now);
  released jsonb := public.release_blocked_jobs(p_now);
  notes jsonb := public.retire_notes(p_now);
  delivered jsonb := public.deliver_due_episodes(p_now);
  scheduled jsonb := public.schedule_due_episodes(p_now);
begin
  return jsonb_build_object(
    'expired', expired, 'chat', chat, 'released', released, 'notes', notes, 'delivered', delivered, 'scheduled', scheduled,
    'mutations', public.forget_old_mutations(p_now), 'versions', public.thin_old_versions()
  );
end $$;
