-- What the caller may see of a table, as {table, count, buckets: {"00".."3f": {count, hash}}}; deleted rows count, as they are
-- on the desks. hash is the sum of checksum_hash(id, rev) over the bucket, in decimal; see migrations/common for the two halves.
create function sync_checksum(p_table text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  answer jsonb;
begin
  perform public.require_org_id();
  if p_table is null or not p_table = any (public.synced_tables()) then
    raise exception using errcode = 'SR422', message = format('"%s" is not a table that desks keep.', coalesce(p_table, ''));
  end if;
  execute format(
    'select jsonb_build_object(''table'', $1, ''count'', coalesce(sum(b.n), 0), ''buckets'', coalesce(jsonb_object_agg(
       b.bucket, jsonb_build_object(''count'', b.n, ''hash'', b.hash::text)), ''{}''))
     from (
       select public.checksum_bucket(t.id::text) as bucket, count(*) as n, sum(public.checksum_hash(t.id::text, t.rev)) as hash
       from public.%I t group by 1
     ) b', p_table
  ) into answer using p_table;
  return answer;
end $$;
grant execute on function sync_checksum(text) to authenticated;
