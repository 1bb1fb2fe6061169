import type { PauseReason, SyncStatus } from '../../shared/sync/status.ts';

/** What the badge says: a state for colours and tests, a word or two, and a sentence. */
export interface SyncWords {
  state: 'up-to-date' | 'sending' | 'connecting' | 'offline' | 'paused' | 'unreachable';
  label: string;
  sentence: string;
}

const REASONS: Record<PauseReason, string> = {
  'offline-by-choice': 'You are working offline by choice.',
  suspended: 'This machine was asleep; sync goes on in a moment.',
  'no-token': 'You are not signed in, so nothing is sent or fetched until you are.',
  'access-revoked': 'You no longer have access to this organisation. Unsent edits stay here and can be copied.',
  'needs-confirmation': 'The cloud wants to remove many things at once. Nothing is removed until you confirm.',
  'store-unavailable': 'The data on this machine cannot be written just now.',
  'cloud-too-old': 'The cloud is older than this app and must be updated first.',
  'app-too-old': 'This app is older than the cloud. Update it to go on syncing.',
};

/** The badge's words for a status. "Up to date" is never said while something waits or before everything has arrived. */
export function syncWords(status: SyncStatus): SyncWords {
  const waiting = status.pending_count;
  const kept = waiting === 0 ? '' : ` ${edits(waiting)} safe on this machine and will be sent later.`;
  switch (status.connection.state) {
    case 'paused': {
      const offline = status.connection.reasons.includes('offline-by-choice');
      return {
        state: offline ? 'offline' : 'paused',
        label: withCount(offline ? 'Offline' : 'Paused', waiting),
        sentence: status.connection.reasons.map((reason) => REASONS[reason]).join(' ') + kept,
      };
    }
    case 'unreachable':
      return {
        state: 'unreachable',
        label: withCount('No connection', waiting),
        sentence: `There is no working connection to the cloud. You can go on working; the app keeps trying.${kept}`,
      };
    case 'connecting':
      return {
        state: 'connecting',
        label: withCount('Connecting', waiting),
        sentence: `Looking for the cloud.${kept}`,
      };
    case 'online':
      if (waiting > 0) {
        return {
          state: 'sending',
          label: `Sending ${waiting}`,
          sentence: `${edits(waiting)} on the way to the cloud.`,
        };
      }
      if (status.last_complete_pull_at === null) {
        const rows = status.first_sync?.rows ?? 0;
        return {
          state: 'connecting',
          label: 'First sync',
          sentence: `Fetching everything for the first time: ${rows} rows so far.`,
        };
      }
      if (status.attention_count > 0) {
        return {
          state: 'up-to-date',
          label: `${status.attention_count} refused`,
          sentence: `All that the cloud accepts is there. ${refused(status.attention_count)} kept under “Needs attention”.`,
        };
      }
      return {
        state: 'up-to-date',
        label: 'Up to date',
        sentence:
          status.connection.realtime === 'live'
            ? 'Everything is in the cloud, and changes of others arrive at once.'
            : 'Everything is in the cloud. Changes of others arrive within a minute: the live connection is down.',
      };
  }
}

function withCount(label: string, waiting: number): string {
  return waiting === 0 ? label : `${label}, ${waiting} waiting`;
}

function refused(parked: number): string {
  return parked === 1 ? 'One edit that it refused is' : `${parked} edits that it refused are`;
}

function edits(waiting: number): string {
  return waiting === 1 ? '1 edit is' : `${waiting} edits are`;
}
