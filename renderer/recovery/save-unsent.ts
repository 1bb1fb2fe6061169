import type { QueryRow } from '../../shared/ipc/contract.ts';
import { saveFile } from '../files/save-file.ts';

/**
 * Hands the person a file with all that is theirs and that the cloud does not have, whole and readable: every edit that it has not
 * taken, and their side of every open conflict (docs/export-format.md).
 */
export function saveUnsent(
  edits: readonly QueryRow<'sync.unsent'>[],
  conflicts: readonly QueryRow<'conflicts.open'>[],
  now: Date,
): void {
  const content = { made_at: now.toISOString(), edits, conflicts: conflicts.map(ownSide) };
  const text = JSON.stringify(content, null, 2);
  saveFile(`showrunner-unsent-${now.toISOString().slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}

/** What others wrote is in the cloud, and not this person's to take away once they are let in no more. */
function ownSide({ id, table_name, row_id, column_name, kind, title, mine, mine_at }: QueryRow<'conflicts.open'>) {
  return { id, table_name, row_id, column_name, kind, title, mine, mine_at };
}
