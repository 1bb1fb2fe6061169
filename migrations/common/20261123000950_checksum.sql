-- The two halves of a table's checksum, the same on a desk and in the cloud (see sync_checksum in migrations/cloud):
-- a row falls into one of 64 buckets by its id, and a bucket's hash is the sum of its rows' hashes, so order does not matter.
-- md5 and not hashtext: it is defined outside Postgres and stays the same across its majors.
create function checksum_bucket(p_id text) returns text
language sql immutable parallel safe set search_path = '' as
$$ select lpad(to_hex(('x' || left(md5(p_id), 2))::bit(8)::int & 63), 2, '0') $$;

-- The first 60 bits of md5('<id>:<rev>').
create function checksum_hash(p_id text, p_rev bigint) returns bigint
language sql immutable parallel safe set search_path = '' as
$$ select ('x' || left(md5(p_id || ':' || p_rev), 15))::bit(60)::bigint $$;
