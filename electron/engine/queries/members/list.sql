-- The people of this organisation.
select m.id, m.user_id, u.name, u.email, m.role, m.created_at
from organization_members m
left join users u on u.id = m.user_id
where m.deleted_at is null
order by lower(u.name), m.user_id
limit 500
