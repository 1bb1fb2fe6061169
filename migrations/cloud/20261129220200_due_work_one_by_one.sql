-- The work of the minute is done for all organisations in one transaction: what one of them holds must not stop the others'.
-- Whatever cannot be done is undone alone, said in a warning with its id, and tried again in the next minute.

-- Errors of the server, or of the run as a whole: these end it, and the next minute tries again. A deadlock or a lock that was not
-- to be had is not one of them: whoever can bring it about could stop everybody with it.
create function ends_due_work(p_sqlstate text) returns boolean
language sql immutable parallel safe set search_path = '' as
$$ select left(p_sqlstate, 2) in ('08', '25', '57', '58', 'F0') or p_sqlstate in ('40001', '53100') $$;

create function add_counts(p_left jsonb, p_right jsonb) returns jsonb
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return p_left || (
    select coalesce(jsonb_object_agg(c.key, coalesce((p_left ->> c.key)::integer, 0) + c.value::integer), '{}')
    from jsonb_each_text(p_right) c
  );
end $$;

-- Each of these takes its row when nobody holds it, looks at it again under the lock, and answers what it counted.
create function expire_lease(p_job_id uuid, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  error constant jsonb := jsonb_build_object('code', 'lease_expired', 'message', 'The generator gave no sign of life and was given up.');
  job public.episode_schedule_queue;
begin
  perform from public.episode_schedule_queue q
  where q.id = p_job_id and q.status = 'processing' and coalesce(q.lease_expires_at, '-infinity') < p_now for update skip locked;
  if not found then return '{}'; end if;
  job := public.settle_failure(p_job_id, 'expired', error, true, p_now);
  update public.episode_schedule_queue q set lease_token = null where q.id = p_job_id;
  return jsonb_build_object(case job.status when 'failed' then 'failed' else 'retried' end, 1);
end $$;

create function expire_chat_lease(p_message_id uuid, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform from public.chat_work w
  where w.message_id = p_message_id and w.state = 'answering' and w.lease_expires_at < p_now for update skip locked;
  if not found then return '{}'; end if;
  perform public.settle_chat_failure(p_message_id, 'The assistant gave no sign of life.', true, p_now);
  update public.chat_work w set lease_token = null where w.message_id = p_message_id;
  return jsonb_build_object('expired', 1);
end $$;

create function release_jobs_of(p_organization_id text, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  changed integer;
begin
  if public.daily_limit_reached(p_organization_id, p_now) is not null then return '{}'; end if;
  update public.episode_schedule_queue q set status = 'pending', blocked_reason = null
  where q.id in (
    select w.id from public.episode_schedule_queue w where w.organization_id = p_organization_id and w.status = 'blocked'
    order by w.id for update skip locked
  ) and not exists (
    select from public.episode_schedule_queue other
    where other.episode_id = q.episode_id and other.status in ('pending', 'processing') and other.deleted_at is null
  );
  get diagnostics changed = row_count;
  return jsonb_build_object('released', changed);
end $$;

create function retire_notes_of(p_project_id uuid, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  expired integer;
  archived integer;
begin
  update public.planning_notes n set status = 'archived'
  where n.id in (
    select o.id from public.planning_notes o
    where o.project_id = p_project_id and o.deleted_at is null and o.status in ('pending', 'acknowledged', 'deferred')
      and o.expires_at <= p_now
    for update skip locked
  );
  get diagnostics expired = row_count;
  update public.planning_notes n set status = 'archived'
  where n.id in (
    select o.id from public.planning_notes o
    where o.project_id = p_project_id and o.deleted_at is null and o.status <> 'archived' and o.archive_after_episodes <= (
      select count(*) from public.episodes e
      where e.project_id = o.project_id and e.deleted_at is null and e.published_at > o.created_at
    )
    for update skip locked
  );
  get diagnostics archived = row_count;
  return jsonb_build_object('expired', expired, 'archived', archived);
end $$;

create function deliver_episodes_of(p_project_id uuid, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  changed integer;
begin
  perform from public.projects p where p.id = p_project_id and p.deleted_at is null for no key update skip locked;
  if not found then return '{}'; end if;
  update public.episodes e set delivered_at = p_now
  where e.project_id = p_project_id and e.deleted_at is null and e.status = 'PUBLISHED' and e.delivered_at is null
    and e.scheduled_for <= p_now;
  get diagnostics changed = row_count;
  perform public.schedule_next_episode(p_project_id, p_now);
  return jsonb_build_object('delivered', changed);
end $$;

create function schedule_project(p_project_id uuid, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform from public.projects p where p.id = p_project_id for no key update skip locked;
  if not found or public.schedule_next_episode(p_project_id, p_now) is null then return '{}'; end if;
  return jsonb_build_object('scheduled', 1);
end $$;

create function do_due_item(p_work text, p_id text, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
begin
  return case p_work
    when 'expire_lease' then public.expire_lease(p_id::uuid, p_now)
    when 'expire_chat_lease' then public.expire_chat_lease(p_id::uuid, p_now)
    when 'release_jobs_of' then public.release_jobs_of(p_id, p_now)
    when 'retire_notes_of' then public.retire_notes_of(p_id::uuid, p_now)
    when 'deliver_episodes_of' then public.deliver_episodes_of(p_id::uuid, p_now)
    when 'schedule_project' then public.schedule_project(p_id::uuid, p_now)
  end;
end $$;

-- All of a batch in one subtransaction; one that fails is undone and done again in halves, down to the one that cannot be done.
create function do_due_batch(p_work text, p_ids text[], p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  middle constant integer := cardinality(p_ids) / 2;
  counts jsonb := '{}';
  id text;
begin
  begin
    foreach id in array p_ids loop
      counts := public.add_counts(counts, public.do_due_item(p_work, id, p_now));
    end loop;
    return counts;
  exception when others then
    if public.ends_due_work(sqlstate) then raise; end if;
    if middle = 0 then
      raise warning 'The due work % of % could not be done: % (%)', p_work, p_ids[1], sqlerrm, sqlstate;
      return '{}';
    end if;
  end;
  return public.add_counts(
    public.do_due_batch(p_work, p_ids[:middle], p_now), public.do_due_batch(p_work, p_ids[middle + 1:], p_now)
  );
end $$;

-- A subtransaction for each would cost little by itself, but with more than 64 of them in one transaction every reader of the whole
-- database has to look them up. In batches of 100 a minute with 6,000 projects has no more than that; and one that fails costs its
-- batch a second try, not the whole minute.
create function do_due_items(p_work text, p_ids text[], p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  batch constant integer := 100;
  counts jsonb := '{}';
begin
  for place in 1 .. cardinality(p_ids) by batch loop
    counts := public.add_counts(counts, public.do_due_batch(p_work, p_ids[place:place + batch - 1], p_now));
  end loop;
  return counts;
end $$;

create or replace function expire_leases(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"retried": 0, "failed": 0}' || public.do_due_items('expire_lease', array(
    select q.id::text from public.episode_schedule_queue q
    where q.status = 'processing' and coalesce(q.lease_expires_at, '-infinity') < p_now order by q.lease_expires_at, q.id
  ), p_now);
end $$;

create or replace function expire_chat_leases(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"expired": 0}' || public.do_due_items('expire_chat_lease', array(
    select w.message_id::text from public.chat_work w where w.state = 'answering' and w.lease_expires_at < p_now
    order by w.lease_expires_at, w.message_id
  ), p_now);
end $$;

create or replace function release_blocked_jobs(p_now timestamptz default now(), p_organization_id text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"released": 0}' || public.do_due_items('release_jobs_of', array(
    select distinct q.organization_id from public.episode_schedule_queue q
    where q.status = 'blocked' and (p_organization_id is null or q.organization_id = p_organization_id) order by 1
  ), p_now);
end $$;

create or replace function retire_notes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"expired": 0, "archived": 0}' || public.do_due_items('retire_notes_of', array(
    select o.project_id::text from public.planning_notes o
    where o.deleted_at is null and o.status in ('pending', 'acknowledged', 'deferred') and o.expires_at <= p_now
    union
    select o.project_id::text from public.planning_notes o
    where o.deleted_at is null and o.status <> 'archived' and o.archive_after_episodes <= (
      select count(*) from public.episodes e
      where e.project_id = o.project_id and e.deleted_at is null and e.published_at > o.created_at
    )
    order by 1
  ), p_now);
end $$;

create or replace function deliver_due_episodes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"delivered": 0}' || public.do_due_items('deliver_episodes_of', array(
    select p.id::text from public.projects p
    where p.deleted_at is null and exists (
      select from public.episodes e
      where e.project_id = p.id and e.deleted_at is null and e.status = 'PUBLISHED' and e.delivered_at is null and e.scheduled_for <= p_now
    )
    order by p.id
  ), p_now);
end $$;

create or replace function schedule_due_episodes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return '{"scheduled": 0}' || public.do_due_items('schedule_project', array(
    select p.id::text from public.projects p
    where p.status = 'ACTIVE' and p.deleted_at is null and not exists (
      select from public.episodes e
      where e.project_id = p.id and e.deleted_at is null and e.idempotency_key like 'slot:%' and e.scheduled_for > p_now
    )
    order by p.id
  ), p_now);
end $$;

-- The same between the parts: one that fails as a whole answers its error, and the others are done.
create function do_due_part(p_part text, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
begin
  return case p_part
    when 'expired' then public.expire_leases(p_now)
    when 'chat' then public.expire_chat_leases(p_now)
    when 'released' then public.release_blocked_jobs(p_now)
    when 'notes' then public.retire_notes(p_now)
    when 'delivered' then public.deliver_due_episodes(p_now)
    when 'scheduled' then public.schedule_due_episodes(p_now)
    when 'mutations' then public.forget_old_mutations(p_now)
    when 'versions' then public.thin_old_versions()
  end;
exception when others then
  if public.ends_due_work(sqlstate) then raise; end if;
  raise warning 'The part "%" of the due work could not be done: % (%)', p_part, sqlerrm, sqlstate;
  return jsonb_build_object('error', sqlerrm);
end $$;

create or replace function run_due_work(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  part text;
  answer jsonb := '{}';
begin
  foreach part in array array['expired', 'chat', 'released', 'notes', 'delivered', 'scheduled', 'mutations', 'versions'] loop
    answer := answer || jsonb_build_object(part, public.do_due_part(part, p_now));
  end loop;
  return answer;
end $$;
