-- Few rows are written with foreign keys checked (electron/engine/sync/write-rows.ts). A missing parent is no reason to set a row
-- aside, as another refusal is: it fails the whole, which is then written again unchecked.
create or replace function apply_cloud_rows(p_table text, p_columns text[], p_rows json, p_force boolean) returns integer
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
  exception
    when foreign_key_violation then
      raise; -- what it stands in may come later: the caller writes again without checking keys
    when data_exception or integrity_constraint_violation then
      null; -- one of them is not to be had: find it
  end;
  for item in select value from json_array_elements(p_rows) loop
    begin
      execute statement using json_build_array(item), p_force;
    exception
      when foreign_key_violation then
        raise;
      when data_exception or integrity_constraint_violation then
        refused := refused + 1;
        insert into set_aside (table_name, row_id, row, reason) values (p_table, item ->> 'id', item::jsonb, 'refused')
        on conflict (table_name, row_id) do update set row = excluded.row, reason = excluded.reason, created_at = now();
    end;
  end loop;
  return refused;
end $$;
