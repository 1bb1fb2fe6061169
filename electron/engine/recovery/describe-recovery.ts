import type { StoreRecovery } from './open-recoverably.ts';

const REASONS = {
  'does-not-open': 'could not be opened',
  'other-version': 'was made by another version of the database',
  incomplete: 'was missing rows',
  gone: 'was not there any more',
} as const satisfies { [reason in StoreRecovery['reason']]: string };

/** One sentence for the person: what happened, what was done, what became of their work. */
export function describeRecovery({ reason, snapshot }: StoreRecovery, restored: number): string {
  const rebuilt =
    snapshot === null
      ? 'is being filled from the cloud again'
      : `was rebuilt from the backup of ${when(snapshot.takenAt)}`;
  const edits =
    restored === 0
      ? 'no unsent edit was waiting'
      : restored === 1
        ? 'the one edit that had not been sent was carried over and will be sent'
        : `all ${restored} edits that had not been sent were carried over and will be sent`;
  const kept = reason === 'gone' ? '' : 'was set aside (nothing of it was deleted) and ';
  return `The local database ${REASONS[reason]}, so it ${kept}${rebuilt}; ${edits}.`;
}

function when(date: Date): string {
  return date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
