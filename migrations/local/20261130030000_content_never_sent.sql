-- As before (20261129220000_one_edit_a_row_in_a_command.sql), but for two things. An edit whose content changes was never sent as it is
-- now: an insert that is answered with another's row was not carried out before. And what was put in the place of another text
-- (block.restore-version) stays known for it when typing is folded into it.
create or replace function record_edit(
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
    -- What a restored text replaces goes out first, so that it is in the history. The halves of a split and of a join stay in
    -- the group of their command: in an older edit's, one half could reach the cloud without the other. Within the group a row has
    -- one edit: of two, the second is made on a row that the cloud has not seen, and the whole is undone as a conflict with itself.
    and (newest.state = 'parked' or newest.group_id = p_group_id
      or p_command not in ('block.restore-version', 'block.split', 'block.join'))
    and (newest.group_id = p_group_id or not exists (select from outbox o where o.group_id = newest.group_id and o.seq <> newest.seq))
    -- An edit that points at a row made later must not overtake that row's insert.
    and not exists (
      select from outbox o join jsonb_each_text(p_patch) value on value.key like '%\_id' and value.value = o.row_id
      where o.op = 'insert' and o.seq > newest.seq)
  then
    update outbox set patch = patch || p_patch, changed_at = p_at, attempts = 0,
      command = case when op = 'insert' or command = 'block.restore-version' then command else p_command end
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
