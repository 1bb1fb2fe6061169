import type { QueryRow } from '../../shared/ipc/contract.ts';

/** Hands the browser a file with every edit that the cloud has not taken, whole and readable. */
export function saveUnsent(edits: readonly QueryRow<'sync.unsent'>[], now: Date): void {
  const text = JSON.stringify({ made_at: now.toISOString(), edits }, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `showrunner-unsent-${now.toISOString().slice(0, 10)}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
