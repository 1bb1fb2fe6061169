-- The text of one block; no row when it is gone.
select b.content
from blocks b
where b.id = :id::uuid and b.deleted_at is null
limit 1
