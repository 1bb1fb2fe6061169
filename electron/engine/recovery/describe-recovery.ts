import type { StoreRecovery } from './open-recoverably.ts';

const REASONS = {
  'does-not-open': 'could not be opened',
  'other-version': 'was made by another version of the database',
  incomplete: 'was missing rows',
  gone: 'was not there any more',
  chosen: 'was to be replaced by a backup',
} as const satisfies { [reason in StoreRecovery['reason']]: string };

/** One sentence for the person: what happened, what was done, what became of their work. */
export function describeRecovery({ reason, snapshot }: StoreRecovery, restored: number): string {
  const edits = editWords(restored);
  if (reason === 'chosen' && snapshot !== null) {
    return `A backup took the place of the local database, as you asked: that of ${when(snapshot.takenAt)}. The one before was set aside (nothing of it was deleted); ${edits}.`;
  }
  const rebuilt =
    snapshot === null
      ? 'is being filled from the cloud again'
      : `was rebuilt from the backup of ${when(snapshot.takenAt)}`;
  const kept = reason === 'gone' ? '' : 'was set aside (nothing of it was deleted) and ';
  return `The local database ${REASONS[reason]}, so it ${kept}${rebuilt}; ${edits}.`;
}

function editWords(restored: number): string {
  if (restored === 0) return 'no unsent edit was waiting';
  if (restored === 1) return 'the one edit that had not been sent was carried over and will be sent';
  return `all ${restored} edits that had not been sent were carried over and will be sent`;
}

function when(date: Date): string {
  return date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
