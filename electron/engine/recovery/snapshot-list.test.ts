import { expect, test } from 'vitest';
import { expiredSnapshots, type Snapshot } from './snapshot-list.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12, 30);

function hourly(hours: number): Snapshot[] {
  return Array.from({ length: hours }, (_, hour) => ({
    folder: `s${hour}`,
    takenAt: new Date(NOW - hour * HOUR_MS),
    number: hours - hour,
  }));
}

function kept(snapshots: Snapshot[]): string[] {
  const expired = new Set(expiredSnapshots(snapshots));
  return snapshots
    .filter((snapshot) => !expired.has(snapshot))
    .map(({ takenAt }) => takenAt.toISOString().slice(0, 13));
}

/** What is left when each is made after the one before it and those that are not needed go. */
function afterMaking(snapshots: Snapshot[]): Snapshot[] {
  let there: Snapshot[] = [];
  for (const snapshot of snapshots) {
    there.push(snapshot);
    const expired = new Set(expiredSnapshots(there));
    expect(expired, 'one that was just made is kept').not.toContain(snapshot);
    there = there.filter((one) => !expired.has(one));
  }
  return there;
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
  const close: Snapshot[] = [0, 1, 2].map((minute) => ({
    folder: '',
    takenAt: new Date(NOW - minute * 60_000),
    number: 3 - minute,
  }));
  expect(expiredSnapshots(close)).toEqual([close[2]]);
});

test('pruning as they are made leaves no more than pruning at the end', () => {
  const there = afterMaking(hourly(24 * 20).reverse());
  expect(there.length).toBeLessThanOrEqual(8);
  expect(there.length).toBeGreaterThanOrEqual(6);
});

test('those of a clock that was wrong keep none that was made later from being kept, and go as later ones come', () => {
  const YEAR_MS = 365 * 24 * HOUR_MS;
  for (const wrongBy of [YEAR_MS, -YEAR_MS]) {
    const made = hourly(24 * 40).reverse();
    // Twelve hours of the tenth day.
    const isWrong = ({ number }: Snapshot) => number > 240 && number <= 252;
    const dated = made.map((one) =>
      isWrong(one) ? { ...one, takenAt: new Date(one.takenAt.getTime() + wrongBy) } : one,
    );
    const wrongAfter = (hours: number) => afterMaking(dated.slice(0, hours)).filter(isWrong).length;
    expect(wrongAfter(252)).toBeGreaterThanOrEqual(3);
    expect(wrongAfter(252 + 4 * 24)).toBeLessThanOrEqual(1);
    expect(wrongAfter(252 + 15 * 24)).toBe(0);
    expect(afterMaking(dated.slice(0, 253)).length).toBeLessThanOrEqual(8);
    // Not all from before are given up for some hours of another year.
    expect(afterMaking(dated.slice(0, 252)).some((one) => !isWrong(one))).toBe(true);
  }
});
