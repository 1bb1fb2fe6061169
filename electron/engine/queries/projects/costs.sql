-- What the generations of each project have cost in this month of the organisation; chats belong to no project. A project without
-- any has no row.
select q.project_id, sum(q.cost_gbp) as "cost_gbp!"
from organizations o
join episode_schedule_queue q on q.organization_id = o.id and q.deleted_at is null and q.cost_gbp > 0
where coalesce(q.completed_at, q.updated_at) >= date_trunc('month', now() at time zone o.timezone) at time zone o.timezone
group by q.project_id
order by q.project_id
limit 500
