-- As before (20261129220200_due_work_one_by_one.sql), but that the answer says how much could not be done (`undone`): for whoever runs
-- it, work that failed every minute looked like work that was done.
create or replace function do_due_batch(p_work text, p_ids text[], p_now timestamptz) returns jsonb
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
      return '{"undone": 1}';
    end if;
  end;
  return public.add_counts(
    public.do_due_batch(p_work, p_ids[:middle], p_now), public.do_due_batch(p_work, p_ids[middle + 1:], p_now)
  );
end $$;

-- The next draft is a piece of work of its own: where it cannot be made, the delivery stands.
create or replace function deliver_episodes_of(p_project_id uuid, p_now timestamptz) returns jsonb
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
  return jsonb_build_object('delivered', changed);
end $$;

create or replace function deliver_due_episodes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  projects text[];
begin
  projects := array(
    select p.id::text from public.projects p
    where p.deleted_at is null and exists (
      select from public.episodes e
      where e.project_id = p.id and e.deleted_at is null and e.status = 'PUBLISHED' and e.delivered_at is null and e.scheduled_for <= p_now
    )
    order by p.id
  );
  return public.add_counts(
    public.add_counts('{"delivered": 0}', public.do_due_items('deliver_episodes_of', projects, p_now)),
    public.do_due_items('schedule_project', projects, p_now)
  ) - 'scheduled';
end $$;
