import type { JsonRow, MutationOperation, RefusalDetail, SyncedTable } from '../../../shared/sync/protocol.ts';

/**
 * One row of outbox. Its life: `pending` → `sending` (frozen: it may have reached the cloud) → gone when applied; back to
 * `pending` under a new mutation_id after a conflict; `parked` after a refusal, with what depends on it. From `parked` a
 * person brings it back to `pending` (retry, or editing the thing again) or discards it.
 */
export interface OutboxEntry {
  mutation_id: string;
  seq: number;
  group_id: string;
  command: string;
  table_name: SyncedTable;
  row_id: string;
  op: MutationOperation;
  patch: JsonRow;
  base_rev: number;
  state: 'pending' | 'sending' | 'parked';
  attempts: number;
  error: RefusalDetail | null;
}

/** Code of the `error` of an entry that was not refused itself but needs one that was. */
export const DEPENDS_ON_REFUSED = 'depends';

export const ENTRY_COLUMNS =
  'mutation_id, seq, group_id, command, table_name, row_id, op, patch, base_rev, state, attempts, error';
