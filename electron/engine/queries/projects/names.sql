-- Every project by name, with what the frame shows of it: always open, so it reads no episodes and an edit of one does not run it.
select
  p.id,
  p.title,
  p.status,
  coalesce(notes.pending, 0) as "pending_note_count!",
  job.status as live_job_status,
  job.percent as live_job_percent
from projects p
left join (
  select n.project_id, count(*) as pending from planning_notes n where n.deleted_at is null and n.status = 'pending' group by n.project_id
) notes on notes.project_id = p.id
left join lateral (
  select q.status, q.percent from episode_schedule_queue q
  where q.project_id = p.id and q.status in ('pending', 'processing') and q.deleted_at is null
  order by q.status desc, q.created_at, q.id limit 1
) job on true
where p.deleted_at is null
order by p.status, lower(p.title), p.id
limit 500
