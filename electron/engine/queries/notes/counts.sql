-- How many planning notes of a project are in each status; a status without notes has no row.
select n.status, count(*) as "count!"
from planning_notes n
where n.project_id = :project_id::uuid and n.deleted_at is null
group by n.status
order by n.status
