import { expect, test } from 'vitest';
import { expiredSnapshots, type Snapshot } from './snapshot-list.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12, 30);

function hourly(hours: number): Snapshot[] {
  return Array.from({ length: hours }, (_, hour) => ({ folder: `s${hour}`, takenAt: new Date(NOW - hour * HOUR_MS) }));
}

function kept(snapshots: Snapshot[]): string[] {
  const expired = new Set(expiredSnapshots(snapshots));
  return snapshots
    .filter((snapshot) => !expired.has(snapshot))
    .map(({ takenAt }) => takenAt.toISOString().slice(0, 13));
}

test('of a month of hours the last hours, days and weeks are kept, each by its newest', () => {
  expect(kept(hourly(30 * 24))).toEqual([
    '2026-11-23T12',
    '2026-11-23T11',
    '2026-11-23T10',
    '2026-11-22T23',
    '2026-11-21T23',
    '2026-11-18T23',
  ]);
});

test('the two newest are kept, however close', () => {
  const close: Snapshot[] = [0, 1, 2].map((minute) => ({ folder: '', takenAt: new Date(NOW - minute * 60_000) }));
  expect(expiredSnapshots(close)).toEqual([close[2]]);
});

test('pruning as they are made leaves no more than pruning at the end', () => {
  let there: Snapshot[] = [];
  for (const snapshot of hourly(24 * 20).reverse()) {
    there.push(snapshot);
    const expired = new Set(expiredSnapshots(there));
    there = there.filter((one) => !expired.has(one));
  }
  expect(there.length).toBeLessThanOrEqual(8);
  expect(there.length).toBeGreaterThanOrEqual(6);
});
