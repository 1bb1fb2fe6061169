-- The checksum of a table page by page, in the order of ids: over fifty thousand rows it takes a second, and what a person types
-- has to go between. The lane that compares runs alone and an edit moves no rev before it is sent, so the pages fit together.
-- `last` is the place to go on behind; null after the last page. Rows that were set aside come with the first.
create function desk_checksum_page(p_table text, p_after text, p_rows integer) returns jsonb
language plpgsql stable as $$
declare
  id_type constant text := case when p_table in ('organizations', 'users') then 'text' else 'uuid' end;
  answer jsonb;
begin
  execute format(
    'with page as materialized (
       select t.id, t.rev from %1$I t where $1 is null or t.id > $1::%2$s order by t.id limit $2
     ), known as (
       select p.id::text as id, p.rev from page p
       where not exists (select from outbox o where o.table_name = %1$L and o.row_id = p.id::text and o.op = ''insert'')
         and not exists (select from set_aside s where s.table_name = %1$L and s.row_id = p.id::text and s.reason = ''refused'')
       union all
       select s.row_id, (s.row ->> ''rev'')::int8 from set_aside s
       where $1 is null and s.table_name = %1$L and s.reason = ''refused''
     ), summed as (
       select checksum_bucket(known.id) as bucket, count(*) as n, sum(checksum_hash(known.id, known.rev)) as hash from known group by 1
     )
     select jsonb_build_object(
       ''last'', case when (select count(*) from page) = $2 then (select p.id::text from page p order by p.id desc limit 1) end,
       ''buckets'', coalesce((select jsonb_object_agg(b.bucket, jsonb_build_object(''count'', b.n, ''hash'', b.hash::text)) from summed b), ''{}''))',
    p_table, id_type
  ) into answer using p_after, p_rows;
  return answer;
end $$;
