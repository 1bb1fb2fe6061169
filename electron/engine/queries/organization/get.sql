-- The organisation this desk works for; no row before the first sync.
-- @type enabled_features string[]
select
  o.id,
  o.name,
  o.type,
  o.owner_id,
  o.subscription_tier,
  o.project_limit,
  o.daily_cost_limit_gbp,
  o.episode_cost_limit_gbp,
  o.timezone,
  o.enabled_features,
  (select count(*) from projects p where p.deleted_at is null) as "project_count!",
  o.rev,
  o.updated_at
from organizations o
where o.deleted_at is null
order by o.id
limit 1
