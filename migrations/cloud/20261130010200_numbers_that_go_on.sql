-- As before (20261129220000_numbers_in_bounds.sql), but that a number at the bound is not the end of its list. Every desk counts on from
-- the largest that it sees: where that was refused, one hostile or old row parked what everybody else added behind it.

-- Two episodes that a desk made offline in a project at the bound: the second comes although the first does not.
create or replace function refuse_large_sequence_number() returns trigger
language plpgsql set search_path = '' as $$
declare
  largest bigint;
begin
  if current_user <> 'authenticated' or tg_op = 'UPDATE' and new.sequence_number = old.sequence_number then
    return new;
  end if;
  if tg_op = 'INSERT' then
    select max(e.sequence_number) into largest from public.episodes e where e.project_id = new.project_id;
    -- Counted on from the last one it is taken all the same, or one large number would be the end of its project.
    if new.sequence_number <= largest + 1 then
      return new;
    elsif largest >= 999999999 then
      new.sequence_number := largest + 1;
      return new;
    end if;
  end if;
  raise exception using errcode = 'SR400', message = 'The number of an episode has at most nine digits.', hint = 'Choose a smaller number.';
end $$;

-- A place beyond 1e15, from where a list can be counted on, is taken as it is when it is counted on from a place of its list: a million
-- is more than anybody adds offline, and 1e15 is still far from where a double cannot tell two places apart. One that is further away
-- comes to the end of that, like everything that the cloud changes about a row.
create function bound_position() returns trigger
language plpgsql set search_path = '' as $$
declare
  most constant double precision := 1e15;
  slack constant double precision := 1e6;
  lowest double precision;
  highest double precision;
begin
  if current_user <> 'authenticated' or tg_op = 'UPDATE' and new.position = old.position then
    return new;
  end if;
  if new.position in ('NaN', 'Infinity', '-Infinity') then
    raise exception using errcode = 'SR400', message = 'This place is too far away to be reached.', hint = 'Move it again, to between two others.';
  end if;
  execute format(
    'select min(o.position), max(o.position) from public.%I o
     where o.%2$I = ($1 ->> %2$L)::uuid and o.id <> $2 and o.position not in (''NaN'', ''Infinity'', ''-Infinity'')',
    tg_table_name, tg_argv[0]
  ) into lowest, highest using to_jsonb(new), new.id;
  -- least and greatest pass over a null: the first of its list.
  new.position := least(greatest(new.position, least(lowest, -most) - slack), greatest(highest, most) + slack);
  return new;
end $$;
drop trigger refuse_position on blocks;
drop trigger refuse_position on planning_notes;
create trigger bound_position before insert or update of position on blocks
  for each row when (abs(new.position) > 1e15) execute function bound_position('episode_id');
create trigger bound_position before insert or update of position on planning_notes
  for each row when (abs(new.position) > 1e15) execute function bound_position('project_id');

-- Gives the blocks of an episode their places anew, in their order. The cloud puts a new text before what stays by going on from the
-- largest place, which doubles it each time: from 1e15 it would soon be where 10 more is the same number.
create function renumber_blocks(p_episode_id uuid) returns void
language sql set search_path = '' as $$
  update public.blocks b set position = 10 * n.place
  from (
    select o.id, row_number() over (order by o.position, o.id) as place from public.blocks o where o.episode_id = p_episode_id
  ) n
  where b.id = n.id and b.position is distinct from 10 * n.place
$$;

create function make_room_for_blocks(p_episode_id uuid) returns void
language sql set search_path = '' as $$
  select public.renumber_blocks(p_episode_id)
  where exists (select from public.blocks b where b.episode_id = p_episode_id and abs(b.position) >= 1e15)
$$;

-- As before (20261123005100_generation_attempts.sql), with room for what is written.
create or replace function write_blocks(p_episode episodes, p_blocks jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  gap constant integer := 10;
  last_position double precision;
  written jsonb;
begin
  perform public.make_room_for_blocks(p_episode.id);
  select coalesce(max(b.position), 0) into last_position
  from public.blocks b where b.episode_id = p_episode.id and b.deleted_at is null;
  with given as (
    select u, row_number() over (order by n) as place
    from jsonb_array_elements(case when jsonb_typeof(p_blocks) = 'array' then p_blocks else '[]' end) with ordinality g (u, n)
    where jsonb_typeof(u) = 'object' and u ->> 'content' ~ '\S'
  ), inserted as (
    insert into public.blocks as b (organization_id, episode_id, type, title, content, position, confidence, reasoning, source_urls)
    select
      p_episode.organization_id, p_episode.id,
      case when pg_input_is_valid(upper(u ->> 'type'), 'public.block_type') then upper(u ->> 'type')::public.block_type else 'MARKDOWN' end,
      left(coalesce(u ->> 'title', ''), 300), u ->> 'content', last_position + gap * place,
      case when jsonb_typeof(u -> 'confidence') = 'number' then least(greatest((u ->> 'confidence')::numeric, 0), 1) end,
      coalesce(u ->> 'reasoning', ''),
      case when jsonb_typeof(u -> 'source_urls') = 'array' then u -> 'source_urls' else '[]' end
    from given
    returning b.id, public.block_fingerprint(b) as fingerprint
  )
  select coalesce(jsonb_object_agg(i.id, i.fingerprint), '{}') into written from inserted i;
  return written;
end $$;

-- Lists with a place at the bound or beyond it, from before, begin again, in their order.
select renumber_blocks(e.episode_id) from (select distinct b.episode_id from blocks b where abs(b.position) >= 1e15) e;
with far as (
  select n.id, 10 * row_number() over (partition by n.project_id order by n.position, n.id) as place
  from planning_notes n where n.project_id in (select o.project_id from planning_notes o where abs(o.position) >= 1e15)
)
update planning_notes n set position = far.place from far where n.id = far.id and n.position is distinct from far.place;

-- The last day of the year 9999 is one of them: "never" to some.
do $$
declare
  place record;
begin
  for place in
    select * from (values ('episodes', 'scheduled_for'), ('planning_notes', 'expires_at'), ('agent_memories', 'expires_at'),
      ('user_events', 'occurred_at')) v (table_name, column_name)
  loop
    execute format('drop trigger refuse_%2$s on public.%1$I', place.table_name, place.column_name);
    execute format(
      'create trigger refuse_%2$s before insert or update of %2$I on public.%1$I
       for each row when (new.%2$I < ''0001-01-01Z''::timestamptz or new.%2$I >= ''10000-01-01Z''::timestamptz)
       execute function public.refuse_out_of_bounds(%2$L, %3$L, %4$L)',
      place.table_name, place.column_name, 'This is not a time of a calendar.', 'Choose a day with a year of four digits.'
    );
  end loop;
end $$;
