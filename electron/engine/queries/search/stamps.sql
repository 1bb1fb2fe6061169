-- A page of the rows that the search index should have, by id, each with what changes whenever it does.
select page.id as "id!", page.stamp as "stamp!"
from (
  (select p.id, p.rev || ' ' || extract(epoch from p.updated_at) as stamp from projects p
   where :kind::text = 'project' and p.id > :after::uuid and p.deleted_at is null order by p.id limit 500)
  union all
  (select e.id, e.rev || ' ' || extract(epoch from e.updated_at) from episodes e
   where :kind::text = 'episode' and e.id > :after::uuid and e.deleted_at is null order by e.id limit 500)
  union all
  (select n.id, n.rev || ' ' || extract(epoch from n.updated_at) from planning_notes n
   where :kind::text = 'note' and n.id > :after::uuid and n.deleted_at is null order by n.id limit 500)
  union all
  (select b.id, b.rev || ' ' || extract(epoch from b.updated_at) from blocks b
   where :kind::text = 'block' and b.id > :after::uuid and b.deleted_at is null order by b.id limit 500)
) page
order by page.id
limit 500
