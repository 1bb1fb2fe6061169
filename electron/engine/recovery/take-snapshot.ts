import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineFailure } from '../engine-failure.ts';
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
/** The name of a folder that is still being made, see `beside`. */
const UNFINISHED = /^\d+\.new$/;

export interface SnapshotOptions {
  store: LocalStore;
  dataDir: string;
  workerUrl: URL;
  /** Rows of the cloud that the store holds; the copy has to hold as many. */
  countRows: string;
  now: () => Date;
  /** Whether everything committed so far that is on this machine only stands in the recovery log, on the disk. */
  isLogged: () => Promise<boolean>;
  /** Gives the backup up: it rejects as soon as nothing is under way, and leaves nothing behind. */
  signal: AbortSignal;
}

/**
 * Copies the store, first while it is in use, which in a large one takes seconds, then what has changed since, while nothing else
 * runs in it. Then opens the copy in a thread of its own, which recovers it, reads it and closes it: only a copy that passed is kept.
 * Removes those that are not needed any more. Null when there is no room for one.
 */
export async function takeSnapshot(options: SnapshotOptions): Promise<Snapshot | null> {
  const { store, dataDir, now, signal } = options;
  const source = join(dataDir, 'pgdata');
  signal.throwIfAborted();
  await removeUnfinished(dataDir);
  await requireLogged(options);
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
    const copied = await copyInUse(source, copy, signal);
    const { rows } = await store.whileStill<{ rows: number }>(options.countRows, () =>
      copyChanged(source, copy, copied),
    );
    await rm(join(copy, 'postmaster.pid'), { force: true });
    await checkCopy(copy, options, rows);
    // Again: edits that were made meanwhile are in the copy too.
    await requireLogged(options);
    const meta = await readMeta(dataDir);
    if (meta !== null) await writeMeta(beside, { ...meta, rows });
    await writeFile(snapshotNumberFile(beside), String(number));
    await syncTree(beside);
    signal.throwIfAborted();
    await rename(beside, folder);
    await syncDirectory(snapshotsFolder(dataDir));
  } finally {
    if (existsSync(beside)) await rm(beside, { recursive: true, force: true });
  }
  for (const expired of expiredSnapshots(await listSnapshots(dataDir)))
    await rm(expired.folder, { recursive: true, force: true });
  return { folder, takenAt, number, isUnread: false };
}

/** What a process that was ended left of its backup: as large as a whole one. Only one is made at a time. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const names = await readdir(snapshotsFolder(dataDir)).catch(() => []);
  for (const name of names.filter((name) => UNFINISHED.test(name)))
    await rm(join(snapshotsFolder(dataDir), name), { recursive: true, force: true });
}

/**
 * A recovery takes out of a backup every edit that the recovery log does not name: that was sent since. A backup with an edit that the
 * log could not take yet would lose it there too.
 */
async function requireLogged({ isLogged }: SnapshotOptions): Promise<void> {
  if (await isLogged()) return;
  throw new EngineFailure(
    'refused',
    'The recovery log beside the local database cannot be written at the moment (is the disk full?), so no backup was made. What was saved is still there; please try again in a minute.',
  );
}

async function checkCopy(
  directory: string,
  { workerUrl, countRows, signal }: SnapshotOptions,
  expected: number,
): Promise<void> {
  signal.throwIfAborted();
  const client = await WorkerClient.open({ directory, workerUrl, timers: systemTimers });
  // A request that waits rejects then.
  const giveUp = () => void client.terminate();
  signal.addEventListener('abort', giveUp);
  try {
    signal.throwIfAborted();
    const { rows } = await client.request(
      { kind: 'statement', sql: countRows, params: [], begin: null },
      CHECK_LIMIT_MS,
    );
    const [found] = rows as { rows: number }[];
    if (found?.rows !== expected) throw new Error(`The copy holds ${found?.rows} rows of ${expected}.`);
    await client.request({ kind: 'close' }, CHECK_LIMIT_MS);
  } finally {
    signal.removeEventListener('abort', giveUp);
    await client.terminate();
  }
}
