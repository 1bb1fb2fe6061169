-- Puts the row that an edit was made on in place, and as its base; for a row without edits here. A row from a backup is older: with
-- only the base brought up to date, what others changed in between would read as changed back by this desk, and be sent. So base and
-- row are made one. A row here that is newer than the base has come since from a cloud that had the edit, and stays; if the base
-- cannot be placed, what is here is the base, since whatever differs from it counts as this desk's.
create function restore_base(p_table text, p_id text, p_base jsonb) returns void
language plpgsql as $$
declare
  here jsonb := desk_row(p_table, p_id);
  known jsonb;
begin
  begin
    if here is null or (here ->> 'rev')::bigint <= (p_base ->> 'rev')::bigint then
      -- The log may be of a version with other columns than this one.
      select jsonb_object_agg(key, value) into known from jsonb_each(p_base || jsonb_build_object('id', p_id))
      where key in (select jsonb_object_keys(desk_canonical(p_table, p_base)));
      if here is null then
        perform desk_insert(p_table, known);
      else
        perform desk_update(p_table, p_id, known);
      end if;
      here := p_base;
    end if;
  exception when data_exception or integrity_constraint_violation then
    null; -- as in restore_edit
  end;
  insert into sync_base (table_name, row_id, row) values (p_table, p_id, coalesce(here, p_base))
  on conflict (table_name, row_id) do update set row = excluded.row;
end $$;

-- Puts an edit of the recovery log back: its outbox entry, the cloud's row that it was made on, and the row here as far as it can
-- be placed. Answers false and does nothing when it is here already, or when other edits of that row are (p_known names those of
-- the same log): those were made later, or from it. In state sending: it may have reached the cloud, so it must not change.
create or replace function restore_edit(p_edit jsonb, p_organization_id text, p_known uuid[]) returns boolean
language plpgsql as $$
declare
  edit record;
  at timestamptz := now();
begin
  select * into edit from jsonb_to_record(p_edit) as e (
    mutation_id uuid, group_id uuid, command text, table_name text, row_id text, op text, patch jsonb, base_rev bigint, base jsonb, created_at timestamptz
  );
  if exists (
    select from outbox o where o.mutation_id = edit.mutation_id
      or o.table_name = edit.table_name and o.row_id = edit.row_id and not o.mutation_id = any (p_known)
  ) then
    return false;
  end if;
  -- Only under the first edit of a row: the row of a later one has the edits before it, and the base that those were made on.
  if jsonb_typeof(edit.base) = 'object'
    and not exists (select from outbox o where o.table_name = edit.table_name and o.row_id = edit.row_id)
  then
    perform restore_base(edit.table_name, edit.row_id, edit.base);
  end if;
  begin
    if edit.op = 'insert' then
      if desk_row(edit.table_name, edit.row_id) is null then
        perform desk_insert(edit.table_name, jsonb_build_object(
          'organization_id', p_organization_id, 'created_at', edit.created_at, 'updated_at', edit.created_at) || edit.patch
          || jsonb_build_object('id', edit.row_id));
      end if;
    elsif edit.op = 'delete' then
      perform desk_update(edit.table_name, edit.row_id, jsonb_build_object('deleted_at', edit.created_at));
    else
      perform desk_update(edit.table_name, edit.row_id, edit.patch);
    end if;
  exception when data_exception or integrity_constraint_violation or undefined_column then
    null; -- its row, or the row above it, comes with the next pull
  end;
  insert into outbox (mutation_id, group_id, command, table_name, row_id, op, patch, base_rev, state, created_at, changed_at)
  values (edit.mutation_id, edit.group_id, edit.command, edit.table_name, edit.row_id, edit.op, edit.patch, edit.base_rev, 'sending',
    edit.created_at, at);
  return true;
end $$;
