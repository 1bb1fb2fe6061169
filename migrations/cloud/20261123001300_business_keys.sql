-- Uniqueness that only the cloud enforces: a desk must never refuse a row that the cloud has accepted.
create unique index episodes_sequence_number on episodes (project_id, sequence_number);
create unique index episodes_idempotency_key on episodes (project_id, idempotency_key) where idempotency_key is not null;
create unique index token_usage_daily_once on token_usage_daily (organization_id, usage_date);

-- Two desks may both make "episode 12" offline; the later one gets the next free number.
create function assign_sequence_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Insertions into one project wait for each other, or two would find the same number free.
  perform pg_advisory_xact_lock(hashtextextended('episodes of ' || new.project_id, 0));
  if new.sequence_number is null or exists (
    select from public.episodes e where e.project_id = new.project_id and e.sequence_number = new.sequence_number and e.id <> new.id
  ) then
    select coalesce(max(e.sequence_number), 0) + 1 into new.sequence_number
    from public.episodes e where e.project_id = new.project_id;
  end if;
  return new;
end $$;
create trigger assign_sequence_number before insert on episodes
  for each row execute function assign_sequence_number();

-- The plan limits projects. A project counts unless it is deleted or archived; one that comes back counts again.
create function limit_projects() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  allowed integer;
  live integer;
begin
  if new.deleted_at is not null or new.status = 'ARCHIVED' then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.deleted_at is null and old.status <> 'ARCHIVED' then
    return new;
  end if;
  -- The lock makes two that come at once count one after the other.
  select o.project_limit into allowed from public.organizations o where o.id = new.organization_id for no key update;
  select count(*) into live from public.projects p
  where p.organization_id = new.organization_id and p.deleted_at is null and p.status <> 'ARCHIVED' and p.id <> new.id;
  if live >= allowed then
    raise exception using errcode = 'SR420',
      message = format('The plan allows %s projects, and %s are in use.', allowed, live),
      hint = 'Archive a project you no longer need, or ask an administrator to change the plan. Nothing in this project is lost.';
  end if;
  return new;
end $$;
create trigger limit_projects before insert or update of status, deleted_at on projects
  for each row execute function limit_projects();
