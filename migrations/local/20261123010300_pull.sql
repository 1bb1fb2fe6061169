-- What a pull asks of the tables by name; see 20261123010200_edits.sql.

-- How many rows of a table are not deleted: of these ids, or of all for null.
create function count_live(p_table text, p_ids text[]) returns bigint
language plpgsql stable as $$
declare
  result bigint;
begin
  execute format('select count(*) from %I t where t.deleted_at is null and ($1 is null or t.id::text = any ($1))', p_table)
    into result using p_ids;
  return result;
end $$;

-- Rows that a comparing pull has not seen and that no edit of this desk concerns.
create function unseen_rows(p_table text) returns setof text
language plpgsql stable as $$
begin
  return query execute format(
    'select t.id::text from %1$I t
     where not exists (select from pull_seen s where s.table_name = %1$L and s.row_id = t.id::text)
       and not exists (select from outbox o where o.table_name = %1$L and o.row_id = t.id::text)', p_table);
end $$;

create function evict_rows(p_table text, p_ids text[]) returns void
language plpgsql as $$
begin
  execute format('delete from %I t where t.id::text = any ($1)', p_table) using p_ids;
end $$;
