import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { journalEntries } from './journal.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const online: SyncStatus = {
  connection: { state: 'online', realtime: 'live' },
  pending_count: 0,
  oldest_pending_at: null,
  attention_count: 0,
  open_conflict_count: 0,
  last_complete_pull_at: '2026-11-28T11:59:00Z',
  first_sync: null,
  pushing: false,
  pulling: false,
};
const kinds = (before: Partial<SyncStatus>, after: Partial<SyncStatus>) =>
  journalEntries({ ...online, ...before }, { ...online, ...after }, NOW).map(({ kind }) => kind);

describe('journalEntries', () => {
  it.each<[string, Partial<SyncStatus>, Partial<SyncStatus>, string[]]>([
    ['nothing changed', {}, {}, []],
    ['a pull runs', {}, { pulling: true }, []],
    ['the live connection drops', {}, { connection: { state: 'online', realtime: 'down' } }, []],
    ['offline', {}, { connection: { state: 'paused', reasons: ['offline-by-choice'] } }, ['connection']],
    ['back', { connection: { state: 'unreachable', since: '', retry_at: '' } }, {}, ['connection']],
    [
      'trying',
      { connection: { state: 'unreachable', since: '', retry_at: '' } },
      { connection: { state: 'connecting' } },
      [],
    ],
    ['first sync over', { first_sync: { rows: 9 } }, {}, ['received']],
    ['a refusal', {}, { attention_count: 1 }, ['refused']],
    ['a refusal is settled', { attention_count: 1 }, {}, []],
    ['a conflict', { open_conflict_count: 1 }, { open_conflict_count: 2 }, ['conflict']],
    ['what was typed just now is sent', { pending_count: 1, oldest_pending_at: '2026-11-28T11:59:58Z' }, {}, []],
    [
      'what waited is refused',
      { pending_count: 1, oldest_pending_at: '2026-11-28T09:00:00Z' },
      { attention_count: 1 },
      ['refused'],
    ],
    ['what waited is sent', { pending_count: 4, oldest_pending_at: '2026-11-28T09:00:00Z' }, {}, ['sent']],
    [
      'what waited is partly sent',
      { pending_count: 4, oldest_pending_at: '2026-11-28T09:00:00Z' },
      { pending_count: 2, oldest_pending_at: '2026-11-28T10:00:00Z' },
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });
});
