-- What ended of late, and what a month has cost: asked for by pages that are open, at every change of the queue.
create index episode_schedule_queue_by_end on episode_schedule_queue ((coalesce(completed_at, updated_at)) desc);
