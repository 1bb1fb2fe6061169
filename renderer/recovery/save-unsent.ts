import type { QueryRow } from '../../shared/ipc/contract.ts';
import { saveFile } from '../files/save-file.ts';

/** Hands the person a file with every edit that the cloud has not taken, whole and readable. */
export function saveUnsent(edits: readonly QueryRow<'sync.unsent'>[], now: Date): void {
  const text = JSON.stringify({ made_at: now.toISOString(), edits }, null, 2);
  saveFile(`showrunner-unsent-${now.toISOString().slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
}
