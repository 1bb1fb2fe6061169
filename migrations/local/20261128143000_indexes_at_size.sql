-- What a desk's own lists read when there are twenty thousand episodes, fifty thousand notes and as many finished jobs. All are
-- partial: they hold what is alive or open, so that an edit of a text or a finished job does not touch them.
create index episodes_live_of_project on episodes (project_id, sequence_number desc, id desc) where deleted_at is null;
create index episodes_published on episodes (published_at desc, id) where deleted_at is null and status = 'PUBLISHED';
create index planning_notes_pending on planning_notes (project_id) where deleted_at is null and status = 'pending';
create index planning_notes_on_board on planning_notes (project_id, status, position, id) where deleted_at is null;
create index jobs_live_of_project on episode_schedule_queue (project_id, status desc, created_at, id)
  where status in ('pending', 'processing') and deleted_at is null;
create index jobs_open_of_episode on episode_schedule_queue (episode_id, created_at desc, id desc)
  where status in ('pending', 'processing', 'blocked') and deleted_at is null;
create index jobs_dead on episode_schedule_queue (updated_at desc, id) where status in ('failed', 'blocked') and deleted_at is null;
create index jobs_ended on episode_schedule_queue ((coalesce(completed_at, updated_at)) desc, id)
  where status in ('completed', 'failed', 'cancelled') and deleted_at is null;
create index jobs_with_cost on episode_schedule_queue (organization_id, (coalesce(completed_at, updated_at))) where deleted_at is null and cost_gbp > 0;
create index user_events_newest on user_events (occurred_at desc, id desc) where deleted_at is null;
create index projects_in_bin on projects (deleted_at desc) where deleted_at is not null;
create index episodes_in_bin on episodes (deleted_at desc) where deleted_at is not null;
create index blocks_in_bin on blocks (deleted_at desc) where deleted_at is not null;
create index planning_notes_in_bin on planning_notes (deleted_at desc) where deleted_at is not null;
