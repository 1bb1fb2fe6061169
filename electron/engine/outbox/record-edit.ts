import { v7 as uuidv7 } from 'uuid';
import type { JsonRow, MutationOperation, SyncedTable } from '../../../shared/sync/protocol.ts';
import type { Transaction } from '../store/contract.ts';

export interface Edit {
  table: SyncedTable;
  id: string;
  op: MutationOperation;
  /** Columns a producer may write; empty for a delete. */
  patch: JsonRow;
}

/** `folded`: into an entry that waited already; `retried`: into one that had been refused, which goes out again. */
export type RecordedAs = 'added' | 'folded' | 'retried';

/** Who edits, when, and as part of what; one per command, so that its edits are one group. */
export interface EditContext {
  groupId: string;
  command: string;
  userId: string;
  organizationId: string;
  at: Date;
}

/**
 * Changes the row and its outbox entry together (record_edit in migrations/local). What the cloud's triggers will stamp is
 * written here in advance, so that the page shows who and when; the cloud's own stamps replace it.
 */
export async function recordEdit(tx: Transaction, context: EditContext, edit: Edit): Promise<RecordedAs> {
  const { rows } = await tx.query<{ recorded: RecordedAs }>(
    'select record_edit($1::uuid, $2::uuid, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::timestamptz) as recorded',
    [
      uuidv7(),
      context.groupId,
      context.command,
      edit.table,
      edit.id,
      edit.op,
      JSON.stringify(edit.patch),
      JSON.stringify(localStamps(context, edit)),
      context.at.toISOString(),
    ],
  );
  return rows[0]?.recorded ?? 'added';
}

function localStamps(context: EditContext, edit: Edit): JsonRow {
  const at = context.at.toISOString();
  const stamps: JsonRow = { updated_at: at, updated_by: context.userId };
  switch (edit.op) {
    case 'insert':
      return { ...stamps, organization_id: context.organizationId, created_at: at };
    case 'delete':
      return { ...stamps, deleted_at: at, deleted_by: context.userId };
    case 'update':
      return edit.patch.deleted_at === null ? { ...stamps, deleted_by: null } : stamps;
  }
}
