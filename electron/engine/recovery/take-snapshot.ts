import { existsSync } from 'node:fs';
import { mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, syncTree, treeBytes } from '../store/durable-files.ts';
import type { LocalStore } from '../store/local-store.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { systemTimers } from '../store/timers.ts';
import { WorkerClient } from '../store/worker-client.ts';
import { copyChanged, copyInUse } from './copy-in-two.ts';
import {
  expiredSnapshots,
  listSnapshots,
  type Snapshot,
  snapshotName,
  snapshotNumberFile,
  snapshotsFolder,
} from './snapshot-list.ts';

/** A backup must leave at least as much room as it takes. */
const ROOM = 2;
/** Longest that reading the copy may take, in milliseconds; nobody waits for it. */
const CHECK_LIMIT_MS = 120_000;

export interface SnapshotOptions {
  store: LocalStore;
  dataDir: string;
  workerUrl: URL;
  /** Rows of the cloud that the store holds; the copy has to hold as many. */
  countRows: string;
  now: () => Date;
}

/**
 * Copies the store, first while it is in use, which in a large one takes seconds, then what has changed since, while nothing else
 * runs in it. Then opens the copy in a thread of its own, which recovers it, reads it and closes it: only a copy that passed is kept.
 * Removes those that are not needed any more. Null when there is no room for one.
 */
export async function takeSnapshot(options: SnapshotOptions): Promise<Snapshot | null> {
  const { store, dataDir, now } = options;
  const source = join(dataDir, 'pgdata');
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < ROOM * (await treeBytes(source))) return null;
  const [last] = await listSnapshots(dataDir);
  const number = (last?.number ?? 0) + 1;
  const takenAt = now();
  const folder = join(snapshotsFolder(dataDir), snapshotName(takenAt));
  const beside = `${folder}.new`;
  try {
    const copy = join(beside, 'pgdata');
    await mkdir(copy, { recursive: true });
    // Now, so that the checkpoint of the second part finds nothing to write into files that were copied.
    await store.maintain('checkpoint');
    const copied = await copyInUse(source, copy);
    const { rows } = await store.whileStill<{ rows: number }>(options.countRows, () =>
      copyChanged(source, copy, copied),
    );
    await rm(join(copy, 'postmaster.pid'), { force: true });
    await checkCopy(copy, options, rows);
    const meta = await readMeta(dataDir);
    if (meta !== null) await writeMeta(beside, { ...meta, rows });
    await writeFile(snapshotNumberFile(beside), String(number));
    await syncTree(beside);
    await rename(beside, folder);
    await syncDirectory(snapshotsFolder(dataDir));
  } finally {
    if (existsSync(beside)) await rm(beside, { recursive: true, force: true });
  }
  for (const expired of expiredSnapshots(await listSnapshots(dataDir)))
    await rm(expired.folder, { recursive: true, force: true });
  return { folder, takenAt, number };
}

async function checkCopy(
  directory: string,
  { workerUrl, countRows }: SnapshotOptions,
  expected: number,
): Promise<void> {
  const client = await WorkerClient.open({ directory, workerUrl, timers: systemTimers });
  try {
    const { rows } = await client.request(
      { kind: 'statement', sql: countRows, params: [], begin: null },
      CHECK_LIMIT_MS,
    );
    const [found] = rows as { rows: number }[];
    if (found?.rows !== expected) throw new Error(`The copy holds ${found?.rows} rows of ${expected}.`);
    await client.request({ kind: 'close' }, CHECK_LIMIT_MS);
  } finally {
    await client.terminate();
  }
}
