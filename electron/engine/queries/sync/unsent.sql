-- Everything that waits or was refused, whole: for a copy that a person takes away.
select o.mutation_id, o.command, o.table_name, o.row_id, o.op, o.patch, o.state, o.created_at, o.changed_at
from outbox o
order by o.seq
