import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A verified copy of the store; its folder holds pgdata/, meta.json and its number. */
export interface Snapshot {
  folder: string;
  /** By the clock of that moment, which may have been wrong by years. */
  takenAt: Date;
  /** Of two the larger was made later, whatever the clock said. 0: made before they were counted, or not known. */
  number: number;
  /** Its number could not be read at this moment: it may be the newest of all. */
  isUnread: boolean;
}

/** Of a number; more is none of ours, and no longer exact. */
const MAX_DIGITS = 15;

export function snapshotsFolder(dataDir: string): string {
  return join(dataDir, 'snapshots');
}

/** A name that sorts by time and can be read back. */
export function snapshotName(takenAt: Date): string {
  return String(takenAt.getTime());
}

/** Where a snapshot keeps its number. */
export function snapshotNumberFile(folder: string): string {
  return join(folder, 'number');
}

/** Finished snapshots, the last made first. What else lies there (a file, a link to elsewhere, a name that is no time) is none. */
export async function listSnapshots(dataDir: string, look = lstat): Promise<Snapshot[]> {
  const folder = snapshotsFolder(dataDir);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map(({ name }) => ({ name, folder: join(folder, name), takenAt: new Date(Number(name)) }))
    .filter(({ name, takenAt }) => snapshotName(takenAt) === name)
    .map(async ({ folder, takenAt }) => ({ folder, takenAt, ...(await readNumber(folder, look)) }));
  return (await Promise.all(found)).sort(lastMadeFirst);
}

async function readNumber(folder: string, look: typeof lstat): Promise<Pick<Snapshot, 'number' | 'isUnread'>> {
  const path = snapshotNumberFile(folder);
  try {
    const entry = await look(path);
    // A link or a pipe in its place could be read for ever.
    if (!entry.isFile() || entry.size > MAX_DIGITS) return { number: 0, isUnread: false };
    const text = await readFile(path, 'utf8');
    return { number: /^\d+$/.test(text) ? Number(text) : 0, isUnread: false };
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { number: 0, isUnread: !isGone };
  }
}

function lastMadeFirst(a: Snapshot, b: Snapshot): number {
  return b.number - a.number || b.takenAt.getTime() - a.takenAt.getTime();
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

/**
 * Snapshots that are not needed any more; pure. They are gone through as they were made, so that one whose clock was wrong takes the
 * place of one hour, day and week until later ones fill these: what is made after it is never dropped for it.
 */
export function expiredSnapshots(snapshots: readonly Snapshot[]): Snapshot[] {
  const newestFirst = snapshots.toSorted(lastMadeFirst);
  const kept = new Set<Snapshot>(newestFirst.slice(0, NEWEST));
  for (const snapshot of newestFirst) if (snapshot.isUnread) kept.add(snapshot);
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
