import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A verified copy of the store; its folder holds pgdata/ and meta.json. */
export interface Snapshot {
  folder: string;
  takenAt: Date;
}

export function snapshotsFolder(dataDir: string): string {
  return join(dataDir, 'snapshots');
}

/** A name that sorts by time and can be read back. */
export function snapshotName(takenAt: Date): string {
  return String(takenAt.getTime());
}

/** Finished snapshots, newest first. What else lies there (a file, a link to elsewhere, a name that is no time) is none. */
export async function listSnapshots(dataDir: string): Promise<Snapshot[]> {
  const folder = snapshotsFolder(dataDir);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map(({ name }) => ({ name, folder: join(folder, name), takenAt: new Date(Number(name)) }))
    .filter(({ name, takenAt }) => snapshotName(takenAt) === name)
    .map(({ folder, takenAt }) => ({ folder, takenAt }))
    .sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Always kept: should the newest be damaged, there is another. */
const NEWEST = 2;
/** How many are kept of each age: the newest of each of the last hours, days and weeks in which any was made. */
const KEPT: readonly { span: number; count: number }[] = [
  { span: HOUR_MS, count: 3 },
  { span: DAY_MS, count: 3 },
  { span: 7 * DAY_MS, count: 2 },
];

/** Snapshots that are not needed any more. Pure. */
export function expiredSnapshots(snapshots: readonly Snapshot[]): Snapshot[] {
  const newestFirst = snapshots.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
  const kept = new Set<Snapshot>(newestFirst.slice(0, NEWEST));
  for (const { span, count } of KEPT) {
    const seen = new Set<number>();
    for (const snapshot of newestFirst) {
      const period = Math.floor(snapshot.takenAt.getTime() / span);
      if (seen.has(period) || seen.size >= count) continue;
      seen.add(period);
      kept.add(snapshot);
    }
  }
  return newestFirst.filter((snapshot) => !kept.has(snapshot));
}
