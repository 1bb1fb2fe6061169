/**
 * Writes a record of its own and flushes Postgres' log up to it: every commit before becomes durable, whatever it asked for.
 * An empty durable commit would not do: a transaction that wrote nothing flushes nothing.
 */
export const FLUSH_LOG = "select pg_logical_emit_message(false, 'flush', '', true)";
