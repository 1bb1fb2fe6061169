import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection, PauseReason, SyncStatus } from '../../shared/sync/status.ts';
import { syncWords } from './sync-words.ts';

const base: SyncStatus = {
  connection: { state: 'online', realtime: 'live' },
  pending_count: 0,
  oldest_pending_at: null,
  attention_count: 0,
  open_conflict_count: 0,
  last_complete_pull_at: '2026-11-23T10:00:00Z',
  first_sync: null,
  pushing: false,
  pulling: false,
};

const reason = fc.constantFrom<PauseReason>(
  'offline-by-choice',
  'suspended',
  'no-token',
  'access-revoked',
  'needs-confirmation',
  'store-unavailable',
  'cloud-too-old',
  'app-too-old',
);
const connection: fc.Arbitrary<Connection> = fc.oneof(
  fc.constantFrom<Connection>(
    { state: 'connecting' },
    { state: 'online', realtime: 'live' },
    { state: 'online', realtime: 'down' },
  ),
  fc.uniqueArray(reason, { minLength: 1 }).map((reasons) => ({ state: 'paused' as const, reasons })),
  fc.constant({ state: 'unreachable' as const, since: '2026-11-23T10:00:00Z', retry_at: '2026-11-23T10:00:05Z' }),
);

describe('syncWords', () => {
  it.each<[string, Partial<SyncStatus>, string]>([
    ['all sent', {}, 'Up to date'],
    ['one edit on its way', { pending_count: 1 }, 'Sending 1'],
    [
      'offline with edits',
      { connection: { state: 'paused', reasons: ['offline-by-choice'] }, pending_count: 3 },
      'Offline, 3 waiting',
    ],
    ['offline with nothing to send', { connection: { state: 'paused', reasons: ['offline-by-choice'] } }, 'Offline'],
    ['one edit refused', { attention_count: 1 }, '1 refused'],
    ['the first sync', { last_complete_pull_at: null, first_sync: { rows: 40 } }, 'First sync'],
  ])('%s', (_, status, label) => {
    expect(syncWords({ ...base, ...status }).label).toBe(label);
  });

  it('never claims to be up to date while something waits, is missing, or the cloud is away', () => {
    fc.assert(
      fc.property(connection, fc.nat(5), fc.boolean(), (state, pending, complete) => {
        const words = syncWords({
          ...base,
          connection: state,
          pending_count: pending,
          last_complete_pull_at: complete ? base.last_complete_pull_at : null,
        });
        const true_ = state.state === 'online' && pending === 0 && complete;
        expect(words.state === 'up-to-date').toBe(true_);
        if (pending > 0) expect(words.label).toContain(String(pending));
      }),
    );
  });
});
