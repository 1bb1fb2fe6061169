-- What a generator needs to know, of the job's own organisation (ClaimedJob in shared/domain/generation.ts).
create function generation_context(p_job episode_schedule_queue, p_at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  most_memories constant integer := 50;
  org constant text := p_job.organization_id;
  organization public.organizations;
  project public.projects;
  episode public.episodes;
begin
  select * into organization from public.organizations o where o.id = org;
  select * into project from public.projects p where p.id = p_job.project_id and p.organization_id = org;
  select * into episode from public.episodes e where e.id = p_job.episode_id and e.organization_id = org;
  return jsonb_build_object(
    'job_id', p_job.id, 'lease_token', p_job.lease_token, 'lease_expires_at', p_job.lease_expires_at,
    'attempt', p_job.attempt_count, 'max_attempts', p_job.max_attempts, 'organization_id', org, 'priority', p_job.priority,
    'target_delivery_time', p_job.target_delivery_time,
    'project', jsonb_build_object(
      'id', project.id, 'title', project.title, 'onboarding_brief', project.onboarding_brief, 'timezone', project.timezone,
      'cadence_config', project.cadence_config
    ),
    'episode', jsonb_build_object(
      'id', episode.id, 'sequence_number', episode.sequence_number, 'title', episode.title, 'summary', episode.summary,
      'scheduled_for', episode.scheduled_for
    ),
    'memories', (
      select coalesce(jsonb_agg(m.memory order by m.importance desc nulls last, m.memory ->> 'created_at' desc), '[]')
      from (
        select all_of.memory, all_of.importance from (
          select memory, case when jsonb_typeof(memory -> 'importance') = 'number' then (memory ->> 'importance')::numeric end as importance
          from jsonb_array_elements(project.memories) memory
          union all
          select jsonb_build_object('id', a.id, 'content', a.content, 'source', a.source, 'importance', a.importance, 'created_at', a.created_at),
            a.importance
          from public.agent_memories a
          where a.project_id = project.id and a.deleted_at is null and (a.expires_at is null or a.expires_at > p_at)
        ) all_of
        order by all_of.importance desc nulls last, all_of.memory ->> 'created_at' desc
        limit most_memories
      ) m
    ),
    'planning_notes', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'id', n.id, 'content', n.content, 'scope', n.scope, 'priority', n.priority, 'author_id', n.author_id,
          'episode_id', n.episode_id, 'created_at', n.created_at
        ) order by n.priority desc, n.created_at
      ), '[]')
      from public.planning_notes n
      where n.project_id = project.id and n.deleted_at is null and n.status in ('pending', 'acknowledged')
        and (n.episode_id is null or n.episode_id = episode.id) and (n.expires_at is null or n.expires_at > p_at)
    ),
    'previous_episode', (
      select jsonb_build_object(
        'id', e.id, 'sequence_number', e.sequence_number, 'title', e.title, 'summary', e.summary, 'published_at', e.published_at
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

-- The episode's own limit: what one generation may cost in all its attempts. Null while it may go on; else the error.
create function episode_limit_reached(p_job episode_schedule_queue) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  allowed numeric;
begin
  select o.episode_cost_limit_gbp into allowed from public.organizations o where o.id = p_job.organization_id;
  if p_job.cost_gbp < allowed then
    return null;
  end if;
  return jsonb_build_object('code', 'episode_cost_limit', 'message', format(
    'This generation has cost £%s, and one episode may cost £%s. An administrator can raise the limit; then generate again.',
    round(p_job.cost_gbp, 2), round(allowed, 2)
  ));
end $$;

-- Hands out jobs that may begin, each to one worker. Claims take turns (each is a few milliseconds), because the cap counts
-- rows that another claim may be about to add; everything else about a job goes on meanwhile and is skipped, not waited for.
create function claim_generation_jobs(p_worker text, p_limit int default 1, p_lease_seconds int default 900) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most_lease_seconds constant integer := 3600;
  at timestamptz;
  room integer;
  candidate record;
  job public.episode_schedule_queue;
  context jsonb;
  reason text;
  failure jsonb;
  claimed jsonb := '[]';
begin
  if coalesce(p_worker, '') = '' or p_limit is null or p_limit < 0 or p_lease_seconds is null or p_lease_seconds < 1 then
    raise exception using errcode = 'SR400', message = 'A claim needs the worker''s name, a number of jobs and a lease in seconds.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim of generation jobs', 0));
  select least(p_limit, public.app_setting('generation.concurrency')::integer - count(*)) into room
  from public.episode_schedule_queue q where q.status = 'processing';
  at := clock_timestamp(); -- after the count: what had ended by then ended before this began, in the history too

  -- One after the other along the index, each looked at again under its lock: many jobs have one start (the hour that everybody
  -- likes), and a join would be made for all of these before the first is taken.
  for candidate in
    select q.id, q.episode_id, q.project_id from public.episode_schedule_queue q
    where q.status = 'pending' and q.deleted_at is null and q.generation_start_time <= at
      and (q.next_retry_at is null or q.next_retry_at <= at)
    order by q.priority desc, q.generation_start_time, q.id
  loop
    exit when jsonb_array_length(claimed) >= room;
    continue when not exists (
      select from public.projects p where p.id = candidate.project_id and p.deleted_at is null and p.status = 'ACTIVE'
    );
    select * into job from public.episode_schedule_queue q
    where q.id = candidate.id and q.status = 'pending' and q.deleted_at is null and q.generation_start_time <= at
      and (q.next_retry_at is null or q.next_retry_at <= at)
    for update skip locked;
    continue when not found;
    -- Together with its episode: an episode that someone is changing at this moment is taken by a later claim.
    perform from public.episodes e where e.id = candidate.episode_id and e.deleted_at is null for no key update skip locked;
    continue when not found;

    reason := public.daily_limit_reached(job.organization_id, at);
    if reason is not null then
      perform public.block_pending_jobs(job.organization_id, at);
      continue;
    end if;
    failure := public.episode_limit_reached(job);
    if failure is not null then
      perform public.end_attempt(job.id, 'failed', 'failed', failure, null, at);
      continue;
    end if;

    update public.episode_schedule_queue q set
      status = 'processing', lease_worker = left(p_worker, 200), lease_token = gen_random_uuid(),
      lease_expires_at = at + make_interval(secs => least(p_lease_seconds, most_lease_seconds)),
      attempt_count = q.attempt_count + 1, next_retry_at = null, progress_seq = 0, progress_at = at, stage = 'queued', percent = 0,
      message = 'Starting', eta_seconds = null, started_at = at, blocked_reason = null
    where q.id = job.id
    returning * into job;
    context := public.generation_context(job, at);
    update public.generation_work w set
      status_before = (select e.status from public.episodes e where e.id = job.episode_id),
      lease_seconds = least(p_lease_seconds, most_lease_seconds), worker_seq = 0, partial = null,
      note_ids = array(select (n ->> 'id')::uuid from jsonb_array_elements(context -> 'planning_notes') n),
      memory_ids = array(
        select a.id from jsonb_array_elements(context -> 'memories') m
        join public.agent_memories a on a.id::text = m ->> 'id' and a.project_id = job.project_id
      )
    where w.job_id = job.id;
    update public.episodes e set
      status = 'GENERATING', generation_started_at = at, generation_attempts = e.generation_attempts + 1,
      generation_progress = jsonb_build_object('stage', 'queued', 'percent', 0, 'message', 'Starting', 'outcome', null)
    where e.id = job.episode_id;
    claimed := claimed || jsonb_build_array(context);
  end loop;
  return claimed;
end $$;
