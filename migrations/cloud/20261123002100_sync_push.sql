-- Mutations that were applied, so that one sent again (its answer was lost) is answered and not done twice. Only those: a
-- refused or conflicting one changed nothing and may be sent again with the same id. The row itself is not kept, it is read again.
create table sync_mutations (
  mutation_id uuid primary key,
  organization_id text not null,
  user_id text not null,
  client_id uuid not null,
  table_name text not null,
  row_id text not null,
  result text not null default 'applied' check (result = 'applied'),
  created_at timestamptz not null default now()
);
create index sync_mutations_of_client on sync_mutations (client_id, created_at);
alter table sync_mutations enable row level security;
create policy sync_mutations_read on sync_mutations for select to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy sync_mutations_insert on sync_mutations for insert to authenticated
  with check (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
create policy sync_mutations_delete on sync_mutations for delete to authenticated
  using (organization_id = (select current_org_id()) and user_id = (select current_user_id()));
grant select, delete on sync_mutations to authenticated;
grant insert (mutation_id, organization_id, user_id, client_id, table_name, row_id) on sync_mutations to authenticated;

-- Errors that say nothing about the edit: the server was busy, full, going down or broken. They end the whole call, so that
-- the desk sends it again; turned into "rejected" they would park a good edit for ever.
create function is_passing_error(p_sqlstate text) returns boolean
language sql immutable parallel safe set search_path = '' as
$$ select left(p_sqlstate, 2) in ('08', '25', '26', '40', '53', '55', '57', '58', 'F0', 'XX') $$;

-- The row as the caller may see it at this moment: volatile, or it would not see what this call has just written.
create function sync_row(p_table text, p_id text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  document jsonb;
begin
  execute format(
    'select to_jsonb(page) from (select %s from public.%I t where t.id = $1::%s) page',
    public.readable_columns(p_table), p_table, case when p_table in ('organizations', 'users') then 'text' else 'uuid' end
  ) into document using p_id;
  return document;
end $$;

create function sync_applied(p_mutation jsonb, p_row jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('mutation_id', p_mutation -> 'mutation_id', 'status', 'applied', 'rev', p_row -> 'rev', 'row', p_row)
$$;

create function sync_conflict(p_mutation jsonb, p_row jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('mutation_id', p_mutation -> 'mutation_id', 'status', 'conflict', 'rev', p_row -> 'rev', 'row', p_row)
$$;

create function sync_rejected(p_mutation jsonb, p_code text, p_message text, p_hint text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'mutation_id', p_mutation -> 'mutation_id', 'status', 'rejected',
    'error', jsonb_build_object('code', p_code, 'message', p_message, 'hint', nullif(p_hint, ''))
  )
$$;

-- Why a mutation is refused before the row is looked at, as {code, message}; null when nothing is wrong with it.
create function sync_check_mutation(p_mutation jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  named constant text := p_mutation ->> 'table';
  operation constant text := p_mutation ->> 'op';
  patch constant jsonb := coalesce(nullif(p_mutation -> 'patch', 'null'), '{}');
  target regclass;
  forbidden text;
begin
  if named is null or not named = any (public.synced_tables()) then
    return jsonb_build_object('code', 'SR422', 'message', format('There is no table "%s" that a desk may write.', coalesce(named, '')));
  end if;
  if operation is null or operation not in ('insert', 'update', 'delete') or p_mutation ->> 'id' is null
    or jsonb_typeof(patch) <> 'object' or (operation <> 'insert' and jsonb_typeof(p_mutation -> 'base_rev') is distinct from 'number')
  then
    return jsonb_build_object('code', 'SR400', 'message', 'The edit is incomplete.');
  end if;
  if named not in ('organizations', 'users') and not pg_input_is_valid(p_mutation ->> 'id', 'uuid') then
    return jsonb_build_object('code', 'SR400', 'message', 'The edit names no row.');
  end if;
  target := ('public.' || quote_ident(named))::regclass;
  if operation = 'delete' then
    if not has_column_privilege(target, 'deleted_at', 'UPDATE') then
      return jsonb_build_object('code', 'SR422', 'message', format('Rows of "%s" cannot be deleted from a desk.', named));
    end if;
    return null;
  end if;
  if operation = 'insert' and not has_column_privilege(target, 'id', 'INSERT') then
    return jsonb_build_object('code', 'SR422', 'message', format('Rows of "%s" cannot be added from a desk.', named));
  end if;
  select string_agg(k, ', ' order by k) into forbidden
  from jsonb_object_keys(patch) k
  left join pg_attribute a on a.attrelid = target and a.attname = k and a.attnum > 0 and not a.attisdropped
  where k in ('id', 'organization_id') or a.attname is null or not has_column_privilege(target, a.attnum, upper(operation));
  if forbidden is not null then
    return jsonb_build_object('code', 'SR422', 'message', format('A desk may not %s these columns of "%s": %s.', operation, named, forbidden));
  end if;
  if operation = 'update' and not has_any_column_privilege(target, 'UPDATE') then
    return jsonb_build_object('code', 'SR422', 'message', format('Rows of "%s" cannot be changed from a desk.', named));
  end if;
  return null;
end $$;

-- Applies one checked mutation and answers it. What the row or the database refuses comes out as an error; the caller
-- (sync_push) holds the subtransaction that undoes it.
create function sync_apply_mutation(p_client_id uuid, p_mutation jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  named constant text := p_mutation ->> 'table';
  operation constant text := p_mutation ->> 'op';
  row_id constant text := p_mutation ->> 'id';
  id_type constant text := case when named in ('organizations', 'users') then 'text' else 'uuid' end;
  patch jsonb := coalesce(nullif(p_mutation -> 'patch', 'null'), '{}');
  org constant text := public.current_org_id();
  columns text;
  current_rev bigint;
  is_deleted boolean;
  current_row jsonb;
begin
  if operation = 'insert' then
    current_row := public.sync_row(named, row_id);
    if current_row is not null then
      return public.sync_conflict(p_mutation, current_row);
    end if;
    select coalesce(string_agg(', ' || quote_ident(k), '' order by k), '') into columns from jsonb_object_keys(patch) k;
    begin
      execute format(
        'insert into public.%I (id, organization_id%s) select $1::%s, $2%s from jsonb_populate_record(null::public.%I, $3) given',
        named, columns, id_type, replace(columns, ', ', ', given.'), named
      ) using row_id, org, patch;
    exception when unique_violation then
      -- Somebody inserted the same id at this moment: then it is a conflict like the one above.
      current_row := public.sync_row(named, row_id);
      if current_row is null then
        raise;
      end if;
      return public.sync_conflict(p_mutation, current_row);
    end;
  else
    execute format('select t.rev, t.deleted_at is not null from public.%I t where t.id = $1::%s for no key update', named, id_type)
      into current_rev, is_deleted using row_id;
    if current_rev is null and public.sync_row(named, row_id) is null then
      raise exception using errcode = 'SR404', message = 'What was edited is not in the cloud.',
        hint = 'It may have been refused before, or belong to another organisation.';
    end if;
    if current_rev is null then
      raise exception using errcode = '42501', message = 'You may read this but not change it.',
        hint = 'Ask an administrator of the organisation.';
    end if;
    if operation = 'delete' and is_deleted then
      null; -- gone already: that is what was wanted
    elsif current_rev <> (p_mutation ->> 'base_rev')::bigint then
      return public.sync_conflict(p_mutation, public.sync_row(named, row_id));
    else
      if operation = 'delete' then
        patch := jsonb_build_object('deleted_at', now());
      end if;
      select string_agg(format('%1$I = given.%1$I', k), ', ') into columns from jsonb_object_keys(patch) k;
      if columns is not null then
        execute format(
          'update public.%I t set %s from jsonb_populate_record(null::public.%I, $2) given where t.id = $1::%s', named, columns, named, id_type
        ) using row_id, patch;
      end if;
    end if;
  end if;

  begin
    insert into public.sync_mutations (mutation_id, organization_id, user_id, client_id, table_name, row_id)
    values ((p_mutation ->> 'mutation_id')::uuid, org, public.current_user_id(), p_client_id, named, row_id);
  exception when unique_violation then
    raise exception using errcode = 'SR424', message = 'This edit carries the number of another one.', hint = 'Make the edit again.';
  end;
  return public.sync_applied(p_mutation, public.sync_row(named, row_id));
end $$;

-- Which mutations may share a statement with their neighbours of the same kind: updates of the same columns of one table, each
-- a group of its own and the only one of its row and its number. Null for all others.
create function sync_kinds(p_mutations jsonb[]) returns text[]
language sql stable set search_path = '' as $$
  select array_agg(
    case when m ->> 'op' = 'update' and jsonb_typeof(m -> 'patch') = 'object' and in_group = 1 and of_row = 1 and of_number = 1 then
      concat_ws(' ', m ->> 'table', (select string_agg(k, ' ' order by k) from jsonb_object_keys(m -> 'patch') k))
    end order by place
  )
  from (
    select m, place,
      count(*) over (partition by coalesce(m ->> 'group', place::text)) as in_group,
      count(*) over (partition by m ->> 'table', m ->> 'id') as of_row,
      count(*) over (partition by lower(m ->> 'mutation_id')) as of_number
    from unnest(p_mutations) with ordinality given (m, place)
  ) counted
$$;

-- Applies updates of one kind by one statement and answers them in their order; null, and nothing is changed, when any of
-- them is a conflict, refused or anything else than plain: then each is to be applied on its own, which says what it is.
create function sync_apply_run(p_client_id uuid, p_mutations jsonb[]) returns jsonb[]
language plpgsql set search_path = '' as $$
declare
  named constant text := p_mutations[1] ->> 'table';
  id_type constant text := case when named in ('organizations', 'users') then 'text' else 'uuid' end;
  columns text;
  changed integer;
  answers jsonb[];
  error_code text;
begin
  if exists (select from unnest(p_mutations) m where public.sync_check_mutation(m) is not null) then
    return null;
  end if;
  select string_agg(format('%1$I = (given.value).%1$I', k), ', ') into columns from jsonb_object_keys(p_mutations[1] -> 'patch') k;
  execute format(
    'update public.%I t set %s
     from (
       select (m ->> ''id'')::%s as id, (m ->> ''base_rev'')::bigint as base_rev, value
       from unnest($1) m, jsonb_populate_record(null::public.%I, m -> ''patch'') value
     ) given
     where t.id = given.id and t.rev = given.base_rev', named, columns, id_type, named
  ) using p_mutations;
  get diagnostics changed = row_count;
  if changed <> cardinality(p_mutations) then
    raise exception using errcode = 'SR409', message = 'conflict';
  end if;
  insert into public.sync_mutations (mutation_id, organization_id, user_id, client_id, table_name, row_id)
  select (m ->> 'mutation_id')::uuid, public.current_org_id(), public.current_user_id(), p_client_id, named, m ->> 'id'
  from unnest(p_mutations) m;
  execute format(
    'select array_agg(public.sync_applied(m, to_jsonb(page)) order by place)
     from unnest($1) with ordinality list (m, place) join (select %s from public.%I) page on page.id = (m ->> ''id'')::%s',
    public.readable_columns(named), named, id_type
  ) into answers using p_mutations;
  return answers;
exception when others then
  get stacked diagnostics error_code = returned_sqlstate;
  if public.is_passing_error(error_code) then
    raise;
  end if;
  return null;
end $$;

-- Applies edits of a desk: an array of mutations in, an array of results out, in the same order (shared/sync/protocol.ts).
-- Runs with the caller's rights; row level security and the column grants decide. Each mutation, or each group of them, is a
-- subtransaction of its own, so a refused one never stops what is behind it; a group is applied at the place of its first member.
create function sync_push(p_client_id uuid, p_mutations jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  max_mutations constant integer := 500;
  -- Sent again even later, a mutation meets its own row: a conflict in which both sides are equal.
  kept_for constant interval := interval '90 days';
  org constant text := public.require_org_id();
  count_given integer;
  -- Unpacked once: taking them out of p_mutations one by one makes a call of 500 cost the square of it.
  mutations jsonb[];
  groups text[];
  results jsonb[];
  members integer[];
  member integer;
  answers jsonb[];
  kinds text[];
  run_until integer := 0; -- up to where a run has been looked for
  first_of_id jsonb := '{}'; -- mutation id -> place of its first appearance in this call
  place integer;
  mutation jsonb;
  given_id text;
  group_id text;
  answer jsonb;
  outcome text; -- of a group: applied, conflict or rejected
  seen_before public.sync_mutations;
  failure jsonb;
  error_code text;
  error_message text;
  error_hint text;
begin
  if p_client_id is null or jsonb_typeof(p_mutations) is distinct from 'array' then
    raise exception using errcode = 'SR400', message = 'A push needs a client id and an array of mutations.';
  end if;
  count_given := jsonb_array_length(p_mutations);
  if count_given > max_mutations then
    raise exception using errcode = 'SR413', message = format('A push takes up to %s mutations, not %s.', max_mutations, count_given),
      hint = 'Send them in several calls.';
  end if;
  mutations := array(select given.mutation from jsonb_array_elements(p_mutations) with ordinality given (mutation, at) order by at);
  groups := array(select given ->> 'group' from unnest(mutations) with ordinality list (given, at) order by at);
  -- Calls of one desk wait for each other: a push sent again must not overtake the first, whose answer only seemed lost.
  perform pg_advisory_xact_lock(hashtextextended('push of ' || p_client_id, 0));
  perform set_config('showrunner.client_id', p_client_id::text, true);
  delete from public.sync_mutations m where m.client_id = p_client_id and m.created_at < now() - kept_for;
  results := array_fill(null::jsonb, array[greatest(count_given, 1)]);

  for i in 1 .. count_given loop
    mutation := mutations[i];
    given_id := lower(mutation ->> 'mutation_id');
    if given_id is null or not pg_input_is_valid(given_id, 'uuid') then
      results[i] := public.sync_rejected(mutation, 'SR400', 'The edit has no number of its own.', null);
      continue;
    end if;
    if first_of_id ? given_id then
      continue;
    end if;
    first_of_id := first_of_id || jsonb_build_object(given_id, i);
    select * into seen_before from public.sync_mutations m where m.mutation_id = given_id::uuid;
    if found then
      if seen_before.table_name is distinct from mutation ->> 'table' or seen_before.row_id is distinct from mutation ->> 'id' then
        results[i] := public.sync_rejected(mutation, 'SR424', 'This edit carries the number of another one.', 'Make the edit again.');
      else
        results[i] := public.sync_applied(mutation, public.sync_row(seen_before.table_name, seen_before.row_id));
      end if;
    end if;
  end loop;

  kinds := public.sync_kinds(mutations);
  for i in 1 .. count_given loop
    mutation := mutations[i];
    if results[i] is not null or (first_of_id ->> lower(mutation ->> 'mutation_id'))::integer <> i then
      continue;
    end if;
    -- A day of typing without a network is hundreds of updates of different rows: a few statements instead of thousands.
    if i > run_until then
      run_until := i;
      while kinds[run_until + 1] = kinds[i] and results[run_until + 1] is null loop
        run_until := run_until + 1;
      end loop;
      if run_until > i then
        answers := public.sync_apply_run(p_client_id, mutations[i:run_until]);
        if answers is not null then
          results[i:run_until] := answers;
          continue;
        end if;
      end if;
    end if;
    group_id := mutation ->> 'group';
    members := array[i];
    if group_id is not null then
      select array_agg(j order by j) into members
      from unnest(groups) with ordinality list (named_group, j)
      where named_group = group_id and j >= i and results[j] is null
        and (first_of_id ->> lower(mutations[j] ->> 'mutation_id'))::integer = j;
    end if;

    outcome := 'applied';
    begin
      foreach member in array members loop
        mutation := mutations[member];
        failure := public.sync_check_mutation(mutation);
        if failure is not null then
          raise exception using errcode = failure ->> 'code', message = failure ->> 'message';
        end if;
        answer := public.sync_apply_mutation(p_client_id, mutation);
        results[member] := answer;
        if answer ->> 'status' = 'conflict' then
          outcome := 'conflict';
          raise exception using errcode = 'SR409', message = 'conflict';
        end if;
      end loop;
    exception when others then
      get stacked diagnostics error_code = returned_sqlstate, error_message = message_text, error_hint = pg_exception_hint;
      if outcome <> 'conflict' then
        if public.is_passing_error(error_code) then
          raise;
        end if;
        outcome := 'rejected';
      end if;
    end;

    -- Undone as a whole: every member gets the same answer, for a conflict with its own row as it is now.
    if outcome <> 'applied' then
      foreach member in array members loop
        mutation := mutations[member];
        results[member] := case
          when outcome = 'rejected' then public.sync_rejected(mutation, error_code, error_message, error_hint)
          when public.sync_check_mutation(mutation) is null then
            public.sync_conflict(mutation, public.sync_row(mutation ->> 'table', mutation ->> 'id'))
          else public.sync_conflict(mutation, null)
        end;
      end loop;
    end if;
  end loop;

  for i in 1 .. count_given loop
    if results[i] is null then
      place := (first_of_id ->> lower(mutations[i] ->> 'mutation_id'))::integer;
      results[i] := results[place];
    end if;
  end loop;
  return case when count_given = 0 then '[]'::jsonb else to_jsonb(results) end;
end $$;
grant execute on function is_passing_error(text), sync_row(text, text), sync_applied(jsonb, jsonb), sync_conflict(jsonb, jsonb),
  sync_rejected(jsonb, text, text, text), sync_check_mutation(jsonb), sync_apply_mutation(uuid, jsonb),
  sync_kinds(jsonb[]), sync_apply_run(uuid, jsonb[]), sync_push(uuid, jsonb)
  to authenticated;
