import { findRow } from '../outbox/read-row.ts';
import type { CommandScope } from './command.ts';

/** Brings back what a restored thing stands in, where that is in the bin too: it would be restored and nowhere to be seen. */
export async function restoreParents(scope: CommandScope, table: 'projects' | 'episodes', id: unknown): Promise<void> {
  if (typeof id !== 'string') return;
  const parent = await findRow(scope.tx, table, id);
  if (parent === null) return;
  if (table === 'episodes') await restoreParents(scope, 'projects', parent.project_id);
  if (parent.deleted_at != null) await scope.update(table, id, { deleted_at: null });
}
