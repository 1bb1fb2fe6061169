-- The rows of one bucket of a table's checksum as sync_pull gives them, by id: what a desk asks for when its own differ. Without a
-- bucket the rows of all: what it compares word for word.
-- {"rows": [...], "more": bool}; with more, ask again after the last id. What the caller may not see is not there.
create function sync_bucket(p_table text, p_bucket text, p_after text default null, p_limit integer default 500) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  max_bytes constant integer := 4 * 1024 * 1024; -- of rows, as in sync_pull
  max_rows constant integer := least(greatest(coalesce(p_limit, 500), 1), 5000);
  rows jsonb[] := '{}';
  bytes bigint := 0;
  document jsonb;
begin
  perform public.require_org_id();
  if p_table is null or not p_table = any (public.synced_tables()) then
    raise exception using errcode = 'SR422', message = format('"%s" is not a table that desks keep.', coalesce(p_table, ''));
  end if;
  for document in execute format(
    'select to_jsonb(page) from (select %s from public.%I t
       where ($1 is null or public.checksum_bucket(t.id::text) = $1) and ($2 is null or t.id::text collate "C" > $2)
       order by t.id::text collate "C" limit $3) page',
    public.readable_columns(p_table), p_table
  ) using p_bucket, p_after, max_rows + 1
  loop
    if cardinality(rows) = max_rows or bytes >= max_bytes then
      return jsonb_build_object('rows', to_jsonb(rows), 'more', true);
    end if;
    rows := rows || document;
    bytes := bytes + pg_column_size(document);
  end loop;
  return jsonb_build_object('rows', to_jsonb(rows), 'more', false);
end $$;
grant execute on function sync_bucket(text, text, text, integer) to authenticated;
