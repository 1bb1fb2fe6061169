-- A pull's rows come as json: to make jsonb of a page first took as long as a third of writing it. The form with jsonb, of single
-- rows that a merge has made, is this one.
create function apply_cloud_rows(p_table text, p_columns text[], p_rows json, p_force boolean) returns integer
language plpgsql as $$
declare
  columns text := (select string_agg(quote_ident(name), ', ') from unnest(p_columns) name);
  assignments text := (select string_agg(format('%1$I = excluded.%1$I', name), ', ') from unnest(p_columns) name where name <> 'id');
  statement text := format(
    'insert into %1$I as t (%2$s) select %2$s from json_populate_recordset(null::%1$I, $1) on conflict (id) do update set %3$s where $2 or t.rev < excluded.rev%4$s',
    p_table, columns, assignments,
    -- What show_job_progress showed ahead of the pull does not go back to what the pull still saw.
    case p_table when 'episode_schedule_queue'
      then ' and (t.attempt_count, t.progress_seq) <= (excluded.attempt_count, excluded.progress_seq)' else '' end);
  item json;
  refused integer := 0;
begin
  begin
    execute statement using p_rows, p_force;
    return 0;
  exception when data_exception or integrity_constraint_violation then
    null; -- one of them is not to be had: find it
  end;
  for item in select value from json_array_elements(p_rows) loop
    begin
      execute statement using json_build_array(item), p_force;
    exception when data_exception or integrity_constraint_violation then
      refused := refused + 1;
      insert into set_aside (table_name, row_id, row, reason) values (p_table, item ->> 'id', item::jsonb, 'refused')
      on conflict (table_name, row_id) do update set row = excluded.row, reason = excluded.reason, created_at = now();
    end;
  end loop;
  return refused;
end $$;

create or replace function apply_cloud_rows(p_table text, p_columns text[], p_rows jsonb, p_force boolean) returns integer
language sql as $$
  select apply_cloud_rows(p_table, p_columns, p_rows::json, p_force)
$$;

-- The end of a page, in the transaction of its last rows: how far the pull is, and which requests for a generation have become
-- jobs that are here. p_durable: waits for the disk, so that what was fetched is not fetched again after a kill.
create function end_page(p_state jsonb, p_durable boolean) returns void
language plpgsql as $$
begin
  if p_durable then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  insert into sync_state (key, value) values ('pull', p_state) on conflict (key) do update set value = excluded.value;
  delete from generation_requests r where r.state = 'accepted'
    and (r.job_id is null or exists (select from episode_schedule_queue q where q.id = r.job_id));
end $$;
