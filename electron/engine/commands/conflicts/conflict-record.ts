import type { Json, SyncedTable } from '../../../../shared/sync/protocol.ts';
import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';

export interface ConflictRecord {
  id: string;
  table_name: SyncedTable;
  row_id: string;
  column_name: string;
  base: Json;
  mine: Json;
  theirs: Json;
  /** What the row was given when the conflict arose. */
  merged: Json;
  resolution: Resolution | null;
}

export interface Resolution {
  choice: 'mine' | 'theirs' | 'merged';
  before: Json;
  after: Json;
}

export async function readConflict(tx: Transaction, id: string, state: 'open' | 'resolved'): Promise<ConflictRecord> {
  const { rows } = await tx.query<ConflictRecord>(
    `select id::text as id, table_name, row_id, column_name, base, mine, theirs, merged, resolution
     from conflicts where id = $1::uuid and state = $2 and column_name is not null`,
    [id, state],
  );
  const conflict = rows[0];
  if (conflict === undefined) {
    throw new EngineFailure('not-found', 'This has been decided already. Nothing was changed.');
  }
  return conflict;
}
