-- One episode's page without its text (blocks.of_episode); no row when it is gone.
-- @type sources EpisodeSource[] from domain/json-shapes.ts
-- @reads blocks
-- @type generation_errors GenerationFailure[] from domain/json-shapes.ts
select
  e.id,
  e.project_id,
  p.title as project_title,
  p.status as project_status,
  p.timezone as project_timezone,
  e.sequence_number,
  e.title,
  e.summary,
  e.sources,
  e.status,
  e.scheduled_for,
  e.generation_started_at,
  e.published_at,
  -- Null while the cloud has not said what was published.
  case when e.published_fingerprint is not null
    then e.published_fingerprint <> text_fingerprint(e.id, e.title, e.summary, e.sources)
  end as changed_since_published,
  exists (
    select from outbox o where o.table_name = 'episodes' and o.row_id = e.id::text and o.patch ? 'status'
  ) as "status_waits!",
  e.delivered_at,
  e.generation_attempts,
  e.generation_errors,
  e.generation_time_seconds,
  e.reading_minutes,
  e.word_count,
  e.rev,
  e.created_at,
  e.updated_at,
  e.updated_by,
  u.name as updated_by_name,
  e.deleted_at
from episodes e
join projects p on p.id = e.project_id
left join users u on u.id = e.updated_by
where e.id = :id::uuid
limit 1
