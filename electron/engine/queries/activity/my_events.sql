-- What this person did in the app, newest first; others' events never reach a desk. One page: behind `after` up to and with
-- `until`, each [occurred_at, id] or null for the end of the list (renderer/live-pages).
-- @type event_data JsonRow from sync/protocol.ts
select e.id, e.event_type, e.event_data, e.session_id, e.occurred_at, episode.id as episode_id, episode.title as episode_title
from user_events e
left join episodes episode on episode.deleted_at is null and episode.id = case
  when pg_input_is_valid(e.event_data ->> 'episode_id', 'uuid') then (e.event_data ->> 'episode_id')::uuid
end
where e.deleted_at is null
  and (e.occurred_at, e.id) < (
    coalesce((:after::jsonb ->> 0)::timestamptz, 'infinity'), coalesce((:after::jsonb ->> 1)::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  and (e.occurred_at, e.id) >= (
    coalesce((:until::jsonb ->> 0)::timestamptz, '-infinity'), coalesce((:until::jsonb ->> 1)::uuid, '00000000-0000-0000-0000-000000000000'))
order by e.occurred_at desc, e.id desc
limit 36
