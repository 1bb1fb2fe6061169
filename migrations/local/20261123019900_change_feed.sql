-- Which tables and rows a transaction changed, told to the engine after its commit (and never after a rollback) on the channel
-- table_changes: {"table": name, "ids": [at most 100] | null}. NOTIFY costs 0.1 ms a statement, whatever the number of rows.
-- A payload ends at 8,000 bytes; when the ids do not fit, or are too many to be worth naming, ids is null.
create function announce_changed_rows() returns trigger language plpgsql as $$
declare
  ids text[];
begin
  select array_agg(first.id) into ids from (select id::text as id from changed limit 101) first;
  if ids is null then return null; end if;
  if cardinality(ids) > 100 or octet_length(array_to_string(ids, '","')) > 7500 then ids := null; end if;
  perform pg_notify('table_changes', json_build_object('table', tg_table_name, 'ids', ids)::text);
  return null;
end $$;

-- For tables without a column named id, and for truncate.
create function announce_changed_table() returns trigger language plpgsql as $$
begin
  if tg_op <> 'TRUNCATE' and not exists (select from changed) then return null; end if;
  perform pg_notify('table_changes', json_build_object('table', tg_table_name, 'ids', null)::text);
  return null;
end $$;

-- Puts the change feed on one table. Every migration that makes a table calls it. "Always": also when a pull is applied, which
-- turns ordinary triggers off by session_replication_role.
create procedure watch_table(target regclass) language plpgsql as $$
declare
  has_id boolean := exists (select from pg_attribute where attrelid = target and attname = 'id' and not attisdropped);
  announce text := case when has_id then 'announce_changed_rows' else 'announce_changed_table' end;
begin
  execute format('create trigger watch_insert after insert on %s referencing new table as changed for each statement execute function %I()', target, announce);
  execute format('create trigger watch_update after update on %s referencing new table as changed for each statement execute function %I()', target, announce);
  execute format('create trigger watch_delete after delete on %s referencing old table as changed for each statement execute function %I()', target, announce);
  execute format('create trigger watch_truncate after truncate on %s for each statement execute function announce_changed_table()', target);
  execute format('alter table %s enable always trigger watch_insert, enable always trigger watch_update, enable always trigger watch_delete, enable always trigger watch_truncate', target);
end $$;

do $$
declare
  target regclass;
begin
  for target in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname loop
    call watch_table(target);
  end loop;
end $$;
