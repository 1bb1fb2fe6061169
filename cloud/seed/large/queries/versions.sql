-- The first version of each block, which keep_block_version would have kept. $1 organisation.
insert into block_versions (organization_id, block_id, block_rev, content, title, created_at, updated_at)
select b.organization_id, b.id, b.rev, b.content, b.title, b.created_at, b.created_at from blocks b where b.organization_id = $1
