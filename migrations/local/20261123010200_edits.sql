-- Writing rows of any synced table by name. The statements differ in table and columns only, so they are made here and
-- nowhere else. Callers pass tables of SYNCED_TABLES; %I quotes them all the same.

-- The row as the cloud would send it, or null.
create function desk_row(p_table text, p_id text) returns jsonb
language plpgsql stable as $$
declare
  result jsonb;
begin
  execute format('select to_jsonb(t) from %1$I t where t.id = (jsonb_populate_record(null::%1$I, jsonb_build_object(''id'', $1))).id', p_table)
    into result using p_id;
  return result;
end $$;

-- A cloud row as this desk would print it: times, numbers and missing columns compare equal to those of desk_row.
create function desk_canonical(p_table text, p_row jsonb) returns jsonb
language plpgsql stable as $$
declare
  result jsonb;
begin
  execute format('select to_jsonb(jsonb_populate_record(null::%I, $1))', p_table) into result using p_row;
  return result;
end $$;

create function desk_insert(p_table text, p_values jsonb) returns void
language plpgsql as $$
declare
  columns text := (select string_agg(quote_ident(key), ', ') from jsonb_object_keys(p_values) key);
begin
  execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', p_table, columns) using p_values;
end $$;

-- False when there is no such row.
create function desk_update(p_table text, p_id text, p_values jsonb) returns boolean
language plpgsql as $$
declare
  columns text := (select string_agg(quote_ident(key), ', ') from jsonb_object_keys(p_values) key);
  changed integer;
begin
  execute format(
    'update %1$I t set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1)) where t.id = (jsonb_populate_record(null::%1$I, jsonb_build_object(''id'', $2))).id',
    p_table, columns) using p_values, p_id;
  get diagnostics changed = row_count;
  return changed > 0;
end $$;

create function desk_delete(p_table text, p_id text) returns void
language plpgsql as $$
begin
  execute format('delete from %1$I t where t.id = (jsonb_populate_record(null::%1$I, jsonb_build_object(''id'', $1))).id', p_table) using p_id;
end $$;

-- One edit: the row and its outbox entry together. p_patch goes to the cloud, p_local is written here only (what the cloud's
-- triggers will stamp). An edit of a row whose newest entry waits alone is folded into that entry, so that a thousand bursts
-- of keystrokes are one mutation; a refused entry that is edited is tried again. Answers 'added', 'folded' or 'retried'.
create function record_edit(
  p_mutation_id uuid, p_group_id uuid, p_command text, p_table text, p_id text, p_op text, p_patch jsonb, p_local jsonb, p_at timestamptz
) returns text
language plpgsql as $$
declare
  newest outbox;
  base jsonb;
begin
  select * into newest from outbox where table_name = p_table and row_id = p_id order by seq desc limit 1;

  if p_op = 'insert' then
    perform desk_insert(p_table, p_local || p_patch || jsonb_build_object('id', p_id));
  else
    if newest.mutation_id is null then
      insert into sync_base (table_name, row_id, row)
      select p_table, p_id, current from desk_row(p_table, p_id) current where current is not null
      on conflict (table_name, row_id) do update set row = excluded.row;
    end if;
    if not desk_update(p_table, p_id, p_local || p_patch) then
      raise exception 'no row % in %', p_id, p_table using errcode = 'no_data_found';
    end if;
  end if;

  if p_op = 'update' and newest.op in ('insert', 'update') and newest.state in ('pending', 'parked')
    -- What a restored text replaces goes out first, so that it is in the history.
    and (newest.state = 'parked' or p_command <> 'block.restore-version')
    and (newest.group_id = p_group_id or not exists (select from outbox o where o.group_id = newest.group_id and o.seq <> newest.seq))
    -- An edit that points at a row made later must not overtake that row's insert.
    and not exists (
      select from outbox o join jsonb_each_text(p_patch) value on value.key like '%\_id' and value.value = o.row_id
      where o.op = 'insert' and o.seq > newest.seq)
  then
    update outbox set patch = patch || p_patch, changed_at = p_at, command = case when op = 'insert' then command else p_command end
    where seq = newest.seq;
    if newest.state = 'pending' then
      return 'folded';
    end if;
    -- The cloud remembers its answer to the old id.
    update outbox set state = 'pending', error = null, mutation_id = p_mutation_id where seq = newest.seq;
    update outbox set state = 'pending', error = null, mutation_id = gen_random_uuid() where state = 'parked' and error ->> 'code' = 'depends';
    return 'retried';
  end if;

  select row into base from sync_base where table_name = p_table and row_id = p_id;
  insert into outbox (mutation_id, group_id, command, table_name, row_id, op, patch, base_rev, created_at, changed_at)
  values (p_mutation_id, p_group_id, p_command, p_table, p_id, p_op,
    case when p_op = 'delete' then '{}' else p_patch end, coalesce((base ->> 'rev')::bigint, 0), p_at, p_at);
  return 'added';
end $$;

-- Puts the cloud's rows in place, newer over older only unless p_force. A job whose progress was shown ahead of the pull (see
-- show_job_progress) does not go back to what the pull still saw; the next one brings it. A row that the schema here does not take is set aside
-- and the rest goes on. All rows have the columns p_columns. Answers how many rows were set aside.
create function apply_cloud_rows(p_table text, p_columns text[], p_rows jsonb, p_force boolean) returns integer
language plpgsql as $$
declare
  columns text := (select string_agg(quote_ident(name), ', ') from unnest(p_columns) name);
  assignments text := (select string_agg(format('%1$I = excluded.%1$I', name), ', ') from unnest(p_columns) name where name <> 'id');
  statement text := format(
    'insert into %1$I as t (%2$s) select %2$s from jsonb_populate_recordset(null::%1$I, $1) on conflict (id) do update set %3$s where $2 or t.rev < excluded.rev%4$s',
    p_table, columns, assignments,
    case p_table when 'episode_schedule_queue'
      then ' and (t.attempt_count, t.progress_seq) <= (excluded.attempt_count, excluded.progress_seq)' else '' end);
  item jsonb;
  refused integer := 0;
begin
  begin
    execute statement using p_rows, p_force;
    return 0;
  exception when data_exception or integrity_constraint_violation then
    null; -- one of them is not to be had: find it
  end;
  for item in select value from jsonb_array_elements(p_rows) loop
    begin
      execute statement using jsonb_build_array(item), p_force;
    exception when data_exception or integrity_constraint_violation then
      refused := refused + 1;
      insert into set_aside (table_name, row_id, row, reason) values (p_table, item ->> 'id', item, 'refused')
      on conflict (table_name, row_id) do update set row = excluded.row, reason = excluded.reason, created_at = now();
    end;
  end loop;
  return refused;
end $$;
