import type { PauseReason, SyncStatus } from '../../../shared/sync/status.ts';
import type { SyncLogLine } from './sync-log.ts';

type Entry = Omit<SyncLogLine, 'at'>;

/** What waited for less was sent as it was typed, and is no news. In milliseconds. */
const NEWS_AFTER_MS = 60_000;

const PAUSES: Record<PauseReason, string> = {
  'offline-by-choice': 'Working offline by choice.',
  suspended: 'The machine went to sleep.',
  'no-token': 'Nobody is signed in, so nothing is sent or fetched.',
  'access-revoked': 'The organisation does not let this user in any more.',
  'needs-confirmation': 'The cloud wants to remove many things at once; a person was asked.',
  'store-unavailable': 'The data on this machine cannot be written just now.',
  'cloud-too-old': 'The cloud is older than this app.',
  'app-too-old': 'This app is older than the cloud.',
};

/** What is worth a line in the log when one status follows another. Pure; the words are for people. */
export function journalEntries(before: SyncStatus, after: SyncStatus, now: Date): Entry[] {
  return [
    ...connectionEntries(before, after),
    ...(before.first_sync !== null && after.first_sync === null
      ? [{ kind: 'received' as const, message: 'The first sync is complete: everything is here.', details: {} }]
      : []),
    ...sentEntries(before, after, now),
    ...(after.attention_count > before.attention_count
      ? [
          {
            kind: 'refused' as const,
            message: 'The cloud did not accept an edit. It is kept under “Needs attention”.',
            details: { waiting: after.attention_count },
          },
        ]
      : []),
    ...(after.open_conflict_count > before.open_conflict_count
      ? [
          {
            kind: 'conflict' as const,
            message: 'Two people changed the same thing. Both versions are kept under “Conflicts”.',
            details: { open: after.open_conflict_count },
          },
        ]
      : []),
  ];
}

function connectionEntries(before: SyncStatus, after: SyncStatus): Entry[] {
  const message = connectionWords(after);
  if (message === null || message === connectionWords(before)) return [];
  return [{ kind: 'connection', message, details: { waiting: after.pending_count } }];
}

/** Null while nothing is known. Whether the live connection stands is shown in the badge; it comes and goes too often for a log. */
function connectionWords({ connection }: SyncStatus): string | null {
  switch (connection.state) {
    case 'online':
      return 'Connected to the cloud.';
    case 'unreachable':
      return 'There is no working connection to the cloud. Everything is kept here, and the app keeps trying.';
    case 'paused':
      return connection.reasons.map((reason) => PAUSES[reason]).join(' ');
    case 'connecting':
      return null;
  }
}

function sentEntries(before: SyncStatus, after: SyncStatus, now: Date): Entry[] {
  const since = before.oldest_pending_at;
  if (since === null || after.pending_count > 0 || after.connection.state !== 'online') return [];
  // What was refused did not arrive; its own line says so.
  if (after.attention_count > before.attention_count) return [];
  if (now.getTime() - Date.parse(since) < NEWS_AFTER_MS) return [];
  return [{ kind: 'sent', message: 'Everything that waited has reached the cloud.', details: { since } }];
}
