-- Published episodes that this person has not opened since: user_events on a desk are its own person's, and go to their other
-- machines. After a month an episode is no news any more.
with opened as (
  select v.event_data ->> 'episode_id' as episode_id, max(v.occurred_at) as at
  from user_events v
  where v.event_type = 'episode_opened' and v.deleted_at is null and v.occurred_at > now() - interval '31 days'
  group by 1
)
select e.id, e.project_id, e.published_at as "published_at!"
from episodes e
left join opened on opened.episode_id = e.id::text
where e.status = 'PUBLISHED' and e.deleted_at is null and e.published_at > now() - interval '30 days'
  and (opened.at is null or opened.at < e.published_at)
order by e.published_at desc, e.id
limit 500
