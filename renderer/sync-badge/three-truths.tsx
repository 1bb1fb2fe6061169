import { SYNCED_TABLES } from '../../shared/sync/protocol.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { count, relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { type LiveRows, useLiveQuery } from '../engine-port/use-live-query.ts';

/** What waits and since when, when everything was last here, and whether the cloud confirms that both hold the same. */
export function ThreeTruths({ status }: { status: SyncStatus }) {
  const now = useNow(10_000);
  const compared = useLiveQuery('sync.compared', {});
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.8125rem]">
      <dt className="text-faint">Waiting to be sent</dt>
      <dd className="text-right tabular-nums">
        {count(status.pending_count)}
        {status.oldest_pending_at !== null && `, oldest ${relativeTime(status.oldest_pending_at, now)}`}
      </dd>
      <dt className="text-faint">Everything was here</dt>
      <dd className="text-right">
        {status.last_complete_pull_at === null ? 'not yet' : relativeTime(status.last_complete_pull_at, now)}
      </dd>
      <dt className="text-faint">Compared with the cloud</dt>
      <dd className="text-right">{comparedWords(compared, status, now)}</dd>
      <dt className="text-faint">The cloud</dt>
      <dd className="text-right">{cloudWords(status)}</dd>
    </dl>
  );
}

/** By the checksums that the cloud makes of what this user may see; one table at a time, so the oldest comparison counts. */
function comparedWords(compared: LiveRows<'sync.compared'>, status: SyncStatus, now: number): string {
  if (compared.state !== 'live') return '';
  const [oldest] = compared.rows;
  if (oldest === undefined) return 'not yet';
  const repaired = compared.rows.reduce((sum, { repaired: rows }) => sum + rows, 0);
  const done = compared.rows.length;
  if (done < SYNCED_TABLES.length) {
    const held = status.pending_count > 0 ? '; goes on once your edits are sent' : '';
    return `${done} of ${SYNCED_TABLES.length} tables so far${held}`;
  }
  const since = relativeTime(oldest.at, now);
  if (repaired === 0) return `the same, ${since}`;
  return `${repaired === 1 ? '1 row' : `${count(repaired)} rows`} put right, ${since}`;
}

function cloudWords({ connection }: SyncStatus): string {
  switch (connection.state) {
    case 'online':
      return connection.realtime === 'live' ? 'answers, live' : 'answers, not live';
    case 'connecting':
      return 'not heard yet';
    case 'unreachable':
      return 'does not answer';
    case 'paused':
      return 'not asked';
  }
}
