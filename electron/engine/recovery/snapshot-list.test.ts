import type { PathLike } from 'node:fs';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDirectory } from '../store/testing/test-store.ts';
import {
  expiredSnapshots,
  listSnapshots,
  type Snapshot,
  snapshotNumberFile,
  snapshotsFolder,
} from './snapshot-list.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12, 30);

function hourly(hours: number): Snapshot[] {
  return Array.from({ length: hours }, (_, hour) => ({
    folder: `s${hour}`,
    takenAt: new Date(NOW - hour * HOUR_MS),
    number: hours - hour,
    isUnread: false,
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
    isUnread: false,
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

test('one whose number cannot be read at this moment may be the newest: it is not dropped', async () => {
  await using directory = await testDirectory();
  const folders = [1, 2, 3, 4].map((n) => join(snapshotsFolder(directory.path), String(NOW + n)));
  for (const [place, folder] of folders.entries()) {
    await mkdir(folder, { recursive: true });
    await writeFile(snapshotNumberFile(folder), String(place + 1));
  }
  const [oldest = '', , , newest = ''] = folders;
  const tooManyOpen = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  const look = async (path: PathLike) => {
    if (path === snapshotNumberFile(newest)) throw tooManyOpen;
    return lstat(path);
  };
  const list = await listSnapshots(directory.path, look as typeof lstat);
  expect(list.find(({ folder }) => folder === newest)).toMatchObject({ number: 0, isUnread: true });
  expect(expiredSnapshots(list).map(({ folder }) => folder)).toEqual([oldest]);
});
