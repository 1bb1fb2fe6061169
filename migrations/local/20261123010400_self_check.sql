-- What the desk knows of the cloud's rows, in the shape of sync_checksum in migrations/cloud. Rows made here that the cloud has
-- not taken are not among them; rows of the cloud that this schema does not take are.
create function desk_checksum(p_table text) returns jsonb
language plpgsql stable as $$
declare
  answer jsonb;
begin
  execute format(
    'select jsonb_build_object(''table'', %1$L, ''count'', coalesce(sum(b.n), 0), ''buckets'', coalesce(jsonb_object_agg(
       b.bucket, jsonb_build_object(''count'', b.n, ''hash'', b.hash::text)), ''{}''))
     from (
       select checksum_bucket(known.id) as bucket, count(*) as n, sum(checksum_hash(known.id, known.rev)) as hash
       from (
         select t.id::text as id, t.rev from %1$I t
         where not exists (select from outbox o where o.table_name = %1$L and o.row_id = t.id::text and o.op = ''insert'')
           and not exists (select from set_aside s where s.table_name = %1$L and s.row_id = t.id::text and s.reason = ''refused'')
         union all
         select s.row_id, (s.row ->> ''rev'')::int8 from set_aside s where s.table_name = %1$L and s.reason = ''refused''
       ) known group by 1
     ) b', p_table
  ) into answer;
  return answer;
end $$;

-- Rows of a bucket that no edit of this desk concerns.
create function unedited_bucket_rows(p_table text, p_bucket text) returns setof text
language plpgsql stable as $$
begin
  return query execute format(
    'select t.id::text from %1$I t where checksum_bucket(t.id::text) = $1
       and not exists (select from outbox o where o.table_name = %1$L and o.row_id = t.id::text)', p_table)
  using p_bucket;
end $$;

-- Rows of the cloud that are here in the same state (rev) with other contents: what no checksum of numbers tells. Rows that an
-- edit of this desk concerns are not looked at, nor columns that one side does not have.
create function differing_rows(p_table text, p_columns text[], p_rows jsonb) returns setof text
language sql stable as $$
  with known as materialized ( -- first: a row of a newer cloud cannot be read as one of ours
    select row, here from jsonb_array_elements(p_rows) row, desk_row(p_table, row ->> 'id') here
    where here ->> 'rev' = row ->> 'rev'
      and not exists (select from outbox o where o.table_name = p_table and o.row_id = row ->> 'id')
  )
  select row ->> 'id' from known, desk_canonical(p_table, row) there
  where exists (select from unnest(p_columns) name where row ? name and here -> name is distinct from there -> name)
$$;

-- What the sync did by itself and a person may want to know; the newest 500 are kept.
create table sync_log (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  kind text not null, -- repaired
  message text not null,
  details jsonb not null default '{}'
);
