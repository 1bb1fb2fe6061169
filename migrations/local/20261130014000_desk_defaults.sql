-- What a row of this table holds in the columns that its insert did not name.
create function desk_defaults(p_table text) returns jsonb
language plpgsql stable as $$
declare
  columns text := (
    select string_agg(format('%s as %I',
      coalesce(pg_get_expr(d.adbin, d.adrelid), 'null::' || format_type(a.atttypid, a.atttypmod)), a.attname), ', ' order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = p_table::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  );
  result jsonb;
begin
  execute format('select to_jsonb(d) from (select %s) d', columns) into result;
  return result;
end $$;
