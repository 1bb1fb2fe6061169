-- Numbers and times that a producer writes and the cloud goes on computing with. One that leaves no room (the largest integer as an
-- episode's number) made the cloud's own next step fail, and with it the whole minute's work of everybody. Only what a producer
-- writes and changes is looked at: rows from before stay as they are, and what the cloud counts on from them is taken.

-- Nine digits: a date as a number (20261129) is one of them, and behind them there is room for 1,147 million episodes more.
create function refuse_large_sequence_number() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user <> 'authenticated' or tg_op = 'UPDATE' and new.sequence_number = old.sequence_number then
    return new;
  end if;
  -- Counted on from the last one it is taken all the same, or one large number would be the end of its project.
  if tg_op = 'INSERT' and new.sequence_number::bigint <= (
    select max(e.sequence_number)::bigint + 1 from public.episodes e where e.project_id = new.project_id
  ) then
    return new;
  end if;
  raise exception using errcode = 'SR400', message = 'The number of an episode has at most nine digits.', hint = 'Choose a smaller number.';
end $$;
create trigger refuse_large_sequence_number before insert or update of sequence_number on episodes
  for each row when (new.sequence_number > 999999999) execute function refuse_large_sequence_number();

-- Numbers that are beyond it already begin again behind the others of their project. From the smallest on, each finds its new
-- number free.
do $$
declare
  large record;
begin
  for large in
    select e.id, (
      select coalesce(max(o.sequence_number), 0) from public.episodes o where o.project_id = e.project_id and o.sequence_number <= 999999999
    ) + row_number() over (partition by e.project_id order by e.sequence_number) as free
    from public.episodes e where e.sequence_number > 999999999 order by e.project_id, e.sequence_number
  loop
    update public.episodes e set sequence_number = large.free where e.id = large.id;
  end loop;
end $$;

-- Arguments: the column, what is wrong with it and what to do. The trigger's condition says when.
create function refuse_out_of_bounds() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user <> 'authenticated' or tg_op = 'UPDATE' and to_jsonb(new) -> tg_argv[0] is not distinct from to_jsonb(old) -> tg_argv[0] then
    return new;
  end if;
  raise exception using errcode = 'SR400', message = tg_argv[1], hint = tg_argv[2];
end $$;

-- A generation counts each use on; a thousand million leaves as many.
create trigger refuse_use_count before insert or update of use_count on agent_memories
  for each row when (new.use_count not between 0 and 1000000000)
  execute function refuse_out_of_bounds('use_count', 'How often a memory was used is a number from 0 to 1,000,000,000.', 'Leave it out.');
update agent_memories set use_count = 0 where use_count not between 0 and 1000000000;

do $$
declare
  name text;
  place record;
begin
  -- Up to there the cloud can add and a desk can put something between two; NaN is greater than every number.
  foreach name in array array['blocks', 'planning_notes'] loop
    execute format(
      'create trigger refuse_position before insert or update of position on public.%I
       for each row when (abs(new.position) > 1e15) execute function public.refuse_out_of_bounds(%L, %L, %L)',
      name, 'position', 'This place is too far away to be reached.', 'Move it again, to between two others.'
    );
  end loop;
  -- Infinity and years of five digits are times to Postgres and to nobody else.
  for place in
    select * from (values ('episodes', 'scheduled_for'), ('planning_notes', 'expires_at'), ('agent_memories', 'expires_at'),
      ('user_events', 'occurred_at')) v (table_name, column_name)
  loop
    execute format(
      'create trigger refuse_%2$s before insert or update of %2$I on public.%1$I
       for each row when (new.%2$I not between ''0001-01-01Z''::timestamptz and ''9999-12-31Z''::timestamptz)
       execute function public.refuse_out_of_bounds(%2$L, %3$L, %4$L)',
      place.table_name, place.column_name, 'This is not a time of a calendar.', 'Choose a day with a year of four digits.'
    );
  end loop;
end $$;
