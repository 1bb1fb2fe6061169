-- Everything that waits or was refused, whole: for a copy that a person takes away. Every live query is bounded; this bound is
-- above what a person types in months, since bursts on one thing are one edit.
select o.mutation_id, o.command, o.table_name, o.row_id, o.op, o.patch, o.state, o.created_at, o.changed_at
from outbox o
order by o.seq
limit 10000
