-- Above 50 memories a project's move to agent_memories, all of them. The row's lock makes it happen once; called again, or with
-- fewer, it does nothing. The ids stay, so that what a desk still sends about them meets the same row.
create function move_memories_when_many(p_project_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_in_project constant integer := 50;
  project public.projects;
  moved integer;
begin
  select * into project from public.projects p where p.id = p_project_id for no key update;
  if project.id is null or jsonb_array_length(project.memories) <= most_in_project then
    return jsonb_build_object('moved', 0);
  end if;
  insert into public.agent_memories (id, organization_id, project_id, content, type, importance, source, created_at)
  select
    case when pg_input_is_valid(m ->> 'id', 'uuid') then (m ->> 'id')::uuid else md5(project.id || ' ' || coalesce(m ->> 'id', m::text))::uuid end,
    project.organization_id, project.id, m ->> 'content',
    case m ->> 'source' when 'feedback' then 'FEEDBACK'::public.memory_type else 'CONTEXT' end,
    case when jsonb_typeof(m -> 'importance') = 'number' then least(greatest((m ->> 'importance')::numeric, 0), 1) else 0.5 end,
    coalesce(m ->> 'source', 'interaction'),
    case when pg_input_is_valid(m ->> 'created_at', 'timestamptz') then (m ->> 'created_at')::timestamptz else project.created_at end
  from jsonb_array_elements(project.memories) m
  where coalesce(m ->> 'content', '') <> ''
  on conflict (id) do nothing;
  get diagnostics moved = row_count;
  update public.projects p set memories = '[]' where p.id = p_project_id;
  return jsonb_build_object('moved', moved);
end $$;
grant execute on function move_memories_when_many(uuid) to service_role;

create function move_memories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.move_memories_when_many(new.id);
  return null;
end $$;
create trigger move_memories after insert or update of memories on projects
  for each row when (jsonb_array_length(new.memories) > 50) execute function move_memories();

-- Notes whose time is over: past expires_at, or after as many published episodes as they were meant for.
create function retire_notes(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired integer;
  archived integer;
begin
  update public.planning_notes n set status = 'archived'
  where n.id in (
    select o.id from public.planning_notes o
    where o.deleted_at is null and o.status in ('pending', 'acknowledged', 'deferred') and o.expires_at <= p_now
    for update skip locked
  );
  get diagnostics expired = row_count;
  update public.planning_notes n set status = 'archived'
  where n.id in (
    select o.id from public.planning_notes o
    where o.deleted_at is null and o.status <> 'archived' and o.archive_after_episodes <= (
      select count(*) from public.episodes e
      where e.project_id = o.project_id and e.deleted_at is null and e.published_at > o.created_at
    )
    for update skip locked
  );
  get diagnostics archived = row_count;
  return jsonb_build_object('expired', expired, 'archived', archived);
end $$;
grant execute on function retire_notes(timestamptz) to service_role;
create index planning_notes_expiring on planning_notes (expires_at) where expires_at is not null and deleted_at is null;
create index planning_notes_counted on planning_notes (project_id) where archive_after_episodes is not null and deleted_at is null;
