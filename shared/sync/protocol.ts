/**
 * What travels between a desk and the cloud: the arguments and answers of `sync_pull`, `sync_push`, `sync_checksum` and `sync_bucket`
 * (see migrations/cloud). Types only; the SQL functions are the other side of this contract.
 */

/**
 * Which version of these shapes this app speaks, told in the header of each call. A cloud that no longer understands it answers
 * SR426 (see oldest_protocol in migrations/cloud); raise both when an old desk could do harm.
 */
export const PROTOCOL_VERSION = 1;
export const PROTOCOL_HEADER = 'x-showrunner-protocol';
/** Which `schema_version()` of the cloud this app needs at least (migrations/cloud); raise both when it needs something new of it. */
export const NEEDED_SCHEMA = 2;

/** Tables a desk keeps a copy of, in an order in which parents come before children. */
export const SYNCED_TABLES = [
  'organizations',
  'users',
  'organization_members',
  'projects',
  'episodes',
  'blocks',
  'planning_notes',
  'episode_schedule_queue',
  'token_usage_daily',
  'user_events',
  'agent_memories',
  'chat_sessions',
  'chat_messages',
  'highlights',
] as const;
export type SyncedTable = (typeof SYNCED_TABLES)[number];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonRow = { [column: string]: Json };

/** A row as the cloud sends it: `to_jsonb` of the row, so timestamps are ISO strings, numerics are numbers, xid8 is text. */
export type CloudRow = JsonRow & { id: string; rev: number; deleted_at: string | null };

export type MutationOperation = 'insert' | 'update' | 'delete';

export interface Mutation {
  mutation_id: string;
  table: SyncedTable;
  op: MutationOperation;
  id: string;
  /** The `rev` this edit was made on; 0 for an insert. */
  base_rev: number;
  /** Columns a producer may write, with their new values; empty for a delete. */
  patch: JsonRow;
  /** Mutations of one group are applied whole or not at all. */
  group?: string;
}

/** `code` is a SQLSTATE; `message` and `hint` are written for people. */
export interface RefusalDetail {
  code: string;
  message: string;
  hint?: string | null;
}

export type MutationResult =
  | { mutation_id: string; status: 'applied'; rev: number; row: CloudRow }
  | { mutation_id: string; status: 'conflict'; rev: number | null; row: CloudRow | null }
  | { mutation_id: string; status: 'rejected'; error: RefusalDetail };

/** Opaque to the desk: it is stored and handed back as it came. */
export type PullCursor = { [key: string]: Json };

export interface PullChange {
  table: string;
  row: CloudRow;
}

export interface PullAnswer {
  cursor: PullCursor;
  more: boolean;
  changes: PullChange[];
  server_time: string;
  /** The cursor was of another database: this is the first page of everything, to be compared with what is here, not added to it. */
  reset?: boolean;
}

export interface ChecksumAnswer {
  table: string;
  count: number;
  /** Order-free hash per bucket of ids; see `sync_checksum`. */
  buckets: { [bucket: string]: { count: number; hash: string } };
}

/** Rows of one bucket of a checksum by id; with `more`, ask again after the last. */
export interface BucketAnswer {
  rows: CloudRow[];
  more: boolean;
}
