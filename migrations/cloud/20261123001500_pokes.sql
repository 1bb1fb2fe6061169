-- After each change a desk's cloud channel says which table has news; the desk answers with a pull. One message for each
-- table, organisation and transaction: a push of 500 rows rings once, and what is rolled back does not ring at all (a local
-- setting goes back with its subtransaction, as the message does).
create function poke() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  org text;
  key text;
  rung text := coalesce(current_setting('showrunner.rung', true), '');
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  for org in
    select distinct organization_id from changed
  loop
    key := format('[%s %s]', tg_table_name, org);
    if position(key in rung) = 0 then
      rung := rung || key;
      perform set_config('showrunner.rung', rung, true);
      perform realtime.send(jsonb_build_object('table', tg_table_name), 'poke', 'org:' || org, true);
    end if;
  end loop;
  return null;
end $$;

-- A user's row is shown in each organisation that has the user as a member.
create function poke_users() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  org text;
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  for org in
    select distinct m.organization_id from changed c join public.organization_members m on m.user_id = c.id where m.deleted_at is null
  loop
    perform realtime.send(jsonb_build_object('table', tg_table_name), 'poke', 'org:' || org, true);
  end loop;
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array public.synced_tables() loop
    execute format(
      'create trigger poke_inserted after insert on public.%I referencing new table as changed for each statement execute function public.%I()',
      name, case name when 'users' then 'poke_users' else 'poke' end
    );
    execute format(
      'create trigger poke_updated after update on public.%I referencing new table as changed for each statement execute function public.%I()',
      name, case name when 'users' then 'poke_users' else 'poke' end
    );
  end loop;
end $$;

-- Who may listen: members on their organisation's channel. Only the database speaks there; members may show presence.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    create policy organization_channel_read on realtime.messages for select to authenticated
      using (extension in ('broadcast', 'presence') and (select realtime.topic()) = 'org:' || (select public.current_org_id()));
    create policy organization_channel_presence on realtime.messages for insert to authenticated
      with check (extension = 'presence' and (select realtime.topic()) = 'org:' || (select public.current_org_id()));
  end if;
end $$;
