-- As before (20261123005300_generation_claim.sql, 20261128140900_chat_answers.sql), but for texts of a length that nobody writes and a
-- producer can bring about: what goes into a context is cut, far behind what a desk takes. An answer that was too large or too slow to
-- be made undid a claim with everything in it.

-- Of a context, or of a part of it that cannot be cut. In bytes: larger than any context whose parts are all as long as they may be
-- (its texts have four bytes a letter at most).
create function require_small_context(p_context jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  most constant integer := 8 * 1024 * 1024;
begin
  if pg_column_size(p_context) > most then
    raise exception using errcode = '54000', message = 'what belongs to it is larger than 8 MB.';
  end if;
  return p_context;
end $$;

create or replace function generation_context(p_job episode_schedule_queue, p_at timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- In letters. A brief or a summary of 200,000 is a short novel, which no model heeds as a brief; a desk takes memories of 2,000.
  most_text constant integer := 200000;
  most_memory constant integer := 10000;
  most_memories constant integer := 50;
  -- What is not handed out stays pending for the next episode, the least urgent last.
  most_notes constant integer := 1000;
  org constant text := p_job.organization_id;
  organization public.organizations;
  project public.projects;
  episode public.episodes;
begin
  select * into organization from public.organizations o where o.id = org;
  select * into project from public.projects p where p.id = p_job.project_id and p.organization_id = org;
  select * into episode from public.episodes e where e.id = p_job.episode_id and e.organization_id = org;
  -- To take them apart would take seconds, which is all that a claim has. With an empty one added they are whole, and their size is known.
  perform public.require_small_context(project.memories || '[]');
  perform public.require_small_context(project.cadence_config || '{}');
  return jsonb_build_object(
    'job_id', p_job.id, 'lease_token', p_job.lease_token, 'lease_expires_at', p_job.lease_expires_at,
    'attempt', p_job.attempt_count, 'max_attempts', p_job.max_attempts, 'organization_id', org, 'priority', p_job.priority,
    'target_delivery_time', p_job.target_delivery_time,
    'project', jsonb_build_object(
      'id', project.id, 'title', project.title, 'onboarding_brief', left(project.onboarding_brief, most_text), 'timezone', project.timezone,
      'cadence_config', project.cadence_config
    ),
    'episode', jsonb_build_object(
      'id', episode.id, 'sequence_number', episode.sequence_number, 'title', episode.title, 'summary', left(episode.summary, most_text),
      'scheduled_for', episode.scheduled_for
    ),
    'memories', (
      select coalesce(jsonb_agg(
        case
          when a.id is not null then jsonb_build_object(
            'id', a.id, 'content', left(a.content, most_memory), 'source', a.source, 'importance', a.importance, 'created_at', a.created_at
          )
          when length(m.memory ->> 'content') > most_memory
            then jsonb_set(m.memory, '{content}', to_jsonb(left(m.memory ->> 'content', most_memory)))
          else m.memory
        end order by m.importance desc nulls last, m.created_at desc
      ), '[]')
      from (
        -- Which ones, before what is in them: they may be many and long.
        select memory, null::uuid as id,
          case when jsonb_typeof(memory -> 'importance') = 'number' then (memory ->> 'importance')::numeric end as importance,
          left(memory ->> 'created_at', 100) as created_at
        from jsonb_array_elements(project.memories) memory
        union all
        select null, o.id, o.importance, to_jsonb(o.created_at) #>> '{}'
        from public.agent_memories o
        where o.project_id = project.id and o.deleted_at is null and (o.expires_at is null or o.expires_at > p_at)
        order by importance desc nulls last, created_at desc
        limit most_memories
      ) m
      left join public.agent_memories a on a.id = m.id
    ),
    'planning_notes', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'id', n.id, 'content', n.content, 'scope', n.scope, 'priority', n.priority, 'author_id', n.author_id,
          'episode_id', n.episode_id, 'created_at', n.created_at
        ) order by n.priority desc, n.created_at
      ), '[]')
      from (
        select * from public.planning_notes o
        where o.project_id = project.id and o.deleted_at is null and o.status in ('pending', 'acknowledged')
          and (o.episode_id is null or o.episode_id = episode.id) and (o.expires_at is null or o.expires_at > p_at)
        order by o.priority desc, o.created_at limit most_notes
      ) n
    ),
    'previous_episode', (
      select jsonb_build_object(
        'id', e.id, 'sequence_number', e.sequence_number, 'title', e.title, 'summary', left(e.summary, most_text), 'published_at', e.published_at
      )
      from public.episodes e
      where e.project_id = project.id and e.deleted_at is null and e.status = 'PUBLISHED' and e.sequence_number < episode.sequence_number
      order by e.sequence_number desc limit 1
    ),
    'limits', jsonb_build_object(
      'daily_cost_limit_gbp', organization.daily_cost_limit_gbp,
      'daily_remaining_gbp', greatest(organization.daily_cost_limit_gbp - public.cost_of_day(org, p_at), 0),
      'episode_cost_limit_gbp', organization.episode_cost_limit_gbp,
      'episode_remaining_gbp', greatest(organization.episode_cost_limit_gbp - p_job.cost_gbp, 0)
    )
  );
end $$;

create or replace function chat_context(p_message chat_messages, p_work chat_work) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  most_text constant integer := 60000; -- letters of the episode; a model's context and price end somewhere
  most_brief constant integer := 200000; -- as in generation_context
  most_message constant integer := 40000; -- a desk takes questions of 8,000, and no answer of a model is as long
  most_blocks constant integer := 2000; -- each at most as long as the text may be
  most_messages constant integer := 30;
  most_notes constant integer := 30;
  org constant text := p_message.organization_id;
  session public.chat_sessions;
  episode public.episodes;
  project public.projects;
begin
  select * into session from public.chat_sessions s where s.id = p_message.session_id and s.organization_id = org and s.user_id = p_message.user_id;
  select * into episode from public.episodes e where e.id = session.episode_id and e.organization_id = org and e.deleted_at is null;
  select * into project from public.projects p
  where p.id = coalesce(session.project_id, episode.project_id) and p.organization_id = org and p.deleted_at is null;
  perform public.require_small_context(episode.sources || '[]'); -- as in generation_context
  return jsonb_build_object(
    'message_id', p_message.id, 'lease_token', p_work.lease_token, 'lease_expires_at', p_work.lease_expires_at,
    'attempt', p_work.attempt, 'organization_id', org, 'question', left(p_message.content, most_message),
    'project', case when project.id is not null then jsonb_build_object(
      'id', project.id, 'title', project.title, 'onboarding_brief', left(project.onboarding_brief, most_brief),
      'planning_notes', (
        select coalesce(jsonb_agg(n.content order by n.created_at), '[]') from (
          select p.content, p.created_at from public.planning_notes p
          where p.project_id = project.id and p.deleted_at is null and p.status in ('pending', 'acknowledged')
          order by p.created_at desc limit most_notes
        ) n
      )
    ) end,
    'episode', case when episode.id is not null then jsonb_build_object(
      'id', episode.id, 'title', episode.title, 'summary', left(episode.summary, most_brief), 'sources', episode.sources,
      'text', (
        select left(coalesce(string_agg(b.content, e'\n\n' order by b.position, b.id), ''), most_text)
        from (
          select left(o.content, most_text) as content, o.position, o.id from public.blocks o
          where o.episode_id = episode.id and o.organization_id = org and o.deleted_at is null
          order by o.position, o.id limit most_blocks
        ) b
      )
    ) end,
    -- Earlier questions with their answers, which may have come after this one was asked.
    'history', (
      select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', left(h.content, most_message)) order by h.asked_at, h.question, h.is_answer), '[]')
      from (
        select m.role, m.content, coalesce(q.created_at, m.created_at) as asked_at, coalesce(q.id, m.id) as question, q.id is not null as is_answer
        from public.chat_messages m left join public.chat_messages q on q.id = m.answers
        where m.session_id = session.id and m.organization_id = org and m.user_id = p_message.user_id and m.deleted_at is null
          and m.role in ('user', 'assistant')
          and (coalesce(q.created_at, m.created_at), coalesce(q.id, m.id)) < (p_message.created_at, p_message.id)
        order by 3 desc, 4 desc, 5 desc limit most_messages
      ) h
    )
  );
end $$;
