-- Names this database in cursors. It is made anew with each new database, and travels with a copy; see sync_epoch().
create table sync_epoch (
  id uuid primary key default gen_random_uuid(),
  only_row boolean not null default true unique check (only_row)
);
alter table sync_epoch enable row level security;
insert into sync_epoch default values;
revoke all on sync_epoch from service_role;

-- What a cursor is valid for: this database of this server in this life, as seen by this caller. A copy on another server has
-- another system identifier, a restore to a point in time another timeline. Anything else here means: compare everything.
create function sync_epoch() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  server text := '';
begin
  begin
    server := (select system_identifier from pg_control_system()) || ' ' || (select timeline_id from pg_control_checkpoint());
  exception when insufficient_privilege or undefined_function then
    null; -- then only the row and the database's own number tell copies apart
  end;
  return md5(concat_ws(
    ' ', (select e.id from public.sync_epoch e), server,
    (select d.oid from pg_database d where d.datname = current_database()),
    public.current_org_id(), public.current_user_id()
  ));
end $$;

-- The columns of a table that the caller may read, ready for a select list.
create function readable_columns(p_table text) returns text
language plpgsql stable set search_path = '' as $$
declare
  target constant regclass := ('public.' || quote_ident(p_table))::regclass;
begin
  if has_table_privilege(target, 'SELECT') then
    return '*';
  end if;
  return (
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
    from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped and has_column_privilege(target, a.attnum, 'SELECT')
  );
end $$;

-- Which tables have anything in a sweep, in their order. Most pulls find nothing or little, so this is the one statement
-- whose plan is worth keeping: one branch for each table, planned once a connection. Without the index a probe that finds
-- nothing would read the whole table, and the planner expects to find something.
do $$
begin
  execute format(
    $function$
      create function sync_changed_tables(p_org text, p_seen pg_snapshot, p_target pg_snapshot) returns text[]
      language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $body$
      begin
        return array(%s);
      end $body$
    $function$,
    (
      select string_agg(
        format(
          'select %L where exists (select from public.%I t where %st.txid >= pg_snapshot_xmin(p_seen) and t.txid < pg_snapshot_xmax(p_target)
             and not pg_visible_in_snapshot(t.txid, p_seen) and pg_visible_in_snapshot(t.txid, p_target))',
          name, name, case name when 'users' then '' else 't.organization_id = p_org and ' end
        ), ' union all ' order by place
      )
      from unnest(public.synced_tables()) with ordinality list (name, place)
    )
  );
end $$;

-- Everything the caller may see that the cursor has not seen.
--
-- No number given out before commit (a sequence, a timestamp) is a safe cursor: a transaction that began earlier may commit
-- later, behind a reader who has gone past its number. So the cursor is a snapshot: the set of transactions that were
-- committed when it was taken. A row is new when the transaction that wrote it is visible in the target snapshot of this
-- sweep and not in the snapshot of the last. While a sweep takes several calls the cursor also carries its target and the
-- place reached; what is committed meanwhile belongs to the next sweep, and `more` then says that there is one.
--
-- cursor: {"v": 1, "epoch", "from": snapshot} between sweeps, and {"target", "table", "txid", "id"} besides within one.
create function sync_pull(p_cursor jsonb default null, p_limit integer default 1000) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  nothing_seen constant pg_snapshot := '1:1:'; -- transaction ids begin at 3
  max_bytes constant integer := 4 * 1024 * 1024; -- of rows; an answer may pass it by one row
  max_rows constant integer := least(greatest(coalesce(p_limit, 1000), 1), 5000);
  org constant text := public.require_org_id();
  epoch constant text := public.sync_epoch();
  tables text[] := public.synced_tables();
  now_visible constant pg_snapshot := pg_current_snapshot();
  reset boolean := false;
  resumed boolean := false;
  seen pg_snapshot := nothing_seen;
  target pg_snapshot := now_visible;
  first_table integer := 1;
  last_txid xid8;
  last_id text;
  table_name text;
  row_txid xid8;
  row_id text;
  document jsonb;
  changes jsonb[] := '{}';
  bytes bigint := 0;
begin
  if p_cursor is not null and p_cursor <> 'null' then
    begin
      if (p_cursor ->> 'v')::integer is distinct from 1 or p_cursor ->> 'epoch' is null or p_cursor ->> 'from' is null then
        raise exception using errcode = 'SR400';
      end if;
      seen := (p_cursor ->> 'from')::pg_snapshot;
      if p_cursor ? 'target' then
        resumed := true;
        target := (p_cursor ->> 'target')::pg_snapshot;
        last_txid := (p_cursor ->> 'txid')::xid8;
        last_id := p_cursor ->> 'id';
        first_table := array_position(tables, p_cursor ->> 'table');
        if target is null or first_table is null or (last_txid is null) <> (last_id is null) then
          raise exception using errcode = 'SR400';
        end if;
        if tables[first_table] not in ('organizations', 'users') then
          perform last_id::uuid;
        end if;
      end if;
    exception when sqlstate 'SR400' or data_exception then
      raise exception using errcode = 'SR400', message = 'The cursor is not one that this cloud gave out.',
        hint = 'Start again without a cursor.';
    end;
    -- A snapshot from this database's future is one from a life it no longer remembers (restored from a copy).
    if p_cursor ->> 'epoch' <> epoch or pg_snapshot_xmax(seen) > pg_snapshot_xmax(now_visible)
      or pg_snapshot_xmax(target) > pg_snapshot_xmax(now_visible)
    then
      reset := true;
      resumed := false;
      seen := nothing_seen;
      target := now_visible;
      first_table := 1;
      last_txid := null;
      last_id := null;
    end if;
  end if;

  if not resumed then
    tables := public.sync_changed_tables(org, seen, target);
  end if;

  for place in first_table .. cardinality(tables) loop
    table_name := tables[place];
    for row_txid, row_id, document in execute format(
      'select page.txid, page.id::text, to_jsonb(page) from (select %s from public.%I t where %s%s and t.txid < $4
         and not pg_visible_in_snapshot(t.txid, $1) and pg_visible_in_snapshot(t.txid, $2)
         order by t.txid, t.id limit $7) page',
      public.readable_columns(table_name), table_name,
      case table_name when 'users' then '' else 't.organization_id = $8 and ' end,
      case
        when last_txid is null then 't.txid >= $3'
        else '(t.txid, t.id) > ($5, $6::' || case when table_name in ('organizations', 'users') then 'text)' else 'uuid)' end
      end
    ) using seen, target, pg_snapshot_xmin(seen), pg_snapshot_xmax(target), last_txid, last_id, max_rows - cardinality(changes), org
    loop
      changes := changes || jsonb_build_object('table', table_name, 'row', document);
      bytes := bytes + pg_column_size(document);
      if cardinality(changes) = max_rows or bytes >= max_bytes then
        return jsonb_build_object(
          'cursor', jsonb_build_object(
            'v', 1, 'epoch', epoch, 'from', seen, 'target', target, 'table', table_name, 'txid', row_txid, 'id', row_id
          ),
          'more', true,
          'changes', to_jsonb(changes),
          'server_time', now()
        ) || case when reset then '{"reset": true}' else '{}'::jsonb end;
      end if;
    end loop;
    last_txid := null;
    last_id := null;
  end loop;

  return jsonb_build_object(
    'cursor', jsonb_build_object('v', 1, 'epoch', epoch, 'from', target),
    'more', resumed and target::text <> now_visible::text,
    'changes', to_jsonb(changes),
    'server_time', now()
  ) || case when reset then '{"reset": true}' else '{}'::jsonb end;
end $$;
grant execute on function sync_epoch(), readable_columns(text), sync_changed_tables(text, pg_snapshot, pg_snapshot),
  sync_pull(jsonb, integer) to authenticated;
