-- What this person did in the app, newest first; others' events never reach a desk.
-- @type event_data JsonRow from sync/protocol.ts
select e.id, e.event_type, e.event_data, e.session_id, e.occurred_at, episode.id as episode_id, episode.title as episode_title
from user_events e
left join episodes episode on episode.id::text = e.event_data ->> 'episode_id' and episode.deleted_at is null
where e.deleted_at is null
order by e.occurred_at desc, e.id desc
limit 500
