-- Before a recovery log is put back into a store that was rebuilt from a backup: what waited when the backup was made has been
-- sent, typed on, merged under another id or discarded since, and the log knows which. Takes the logged edits out of the outbox,
-- and when the log is complete all others too; a row without edits then goes back to the cloud's, a row made here goes (the log
-- or the cloud brings it). An edit that stays may have been sent since, so it must not change: state sending.
create function take_back_edits(p_logged uuid[], p_is_complete boolean) returns void
language plpgsql as $$
declare
  edited record;
  base jsonb;
begin
  for edited in
    with taken as (
      delete from outbox where p_is_complete or mutation_id = any (p_logged) returning table_name, row_id, op
    )
    select table_name, row_id, bool_or(op = 'insert') as is_made_here from taken group by table_name, row_id
  loop
    continue when exists (select from outbox o where o.table_name = edited.table_name and o.row_id = edited.row_id);
    delete from sync_base b where b.table_name = edited.table_name and b.row_id = edited.row_id returning b.row into base;
    if base is not null then
      perform apply_cloud_rows(edited.table_name, array(select jsonb_object_keys(base)), jsonb_build_array(base), true);
    elsif edited.is_made_here then
      perform desk_delete(edited.table_name, edited.row_id);
    end if;
  end loop;
  update outbox set state = 'sending' where state = 'pending';
end $$;
