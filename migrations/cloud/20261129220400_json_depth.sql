-- A desk takes columns that are nested up to 64 levels (LARGEST_COLUMN in electron/engine/sync/answers.ts) and no page with a deeper
-- one: it would stop there. What comes in, from whomever, has 32: the cloud wraps some of it into lists of its own. Rows from before
-- are not looked at until that column changes.
create function refuse_deep_json() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) -> tg_argv[0] is not distinct from to_jsonb(old) -> tg_argv[0] then
    return new;
  end if;
  raise exception using errcode = 'SR400', message = format('"%s" of "%s" is nested deeper than 32 levels.', tg_argv[0], tg_table_name),
    hint = 'Put it into fewer objects and lists within each other.';
end $$;

-- The path is the cheapest question there is: it ends at the first value on the 33rd level, and the function is called for that only.
do $$
declare
  place record;
begin
  for place in
    select * from (values
      ('organizations', 'enabled_features'), ('users', 'notification_preferences'), ('projects', 'cadence_config'),
      ('projects', 'memories'), ('episodes', 'sources'), ('blocks', 'source_urls'), ('user_events', 'event_data'),
      ('chat_messages', 'metadata'), ('episode_schedule_queue', 'error_details'), ('episode_schedule_queue', 'result'),
      ('generation_work', 'partial') -- becomes blocks when its worker falls silent: by then it is too late to refuse it
    ) v (table_name, column_name)
  loop
    execute format(
      'create trigger refuse_deep_%2$s before insert or update of %2$I on public.%1$I
       for each row when (jsonb_path_exists(new.%2$I, ''strict $.**{33}'')) execute function public.refuse_deep_json(%2$L)',
      place.table_name, place.column_name
    );
  end loop;
end $$;

update generation_work set partial = null where jsonb_path_exists(partial, 'strict $.**{33}');
