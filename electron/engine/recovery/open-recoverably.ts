import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDirectoryDurably } from '../store/durable-files.ts';
import type { LocalStore } from '../store/local-store.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { countContent, isBelievable } from './content.ts';
import { fileStamp, setAsideStore } from './set-aside.ts';
import { listSnapshots, type Snapshot, snapshotName } from './snapshot-list.ts';
import { beginRecovery, readUnfinishedRecovery, type SetAsideReason } from './unfinished-recovery.ts';

/** What had to be done to open a store. */
export interface StoreRecovery {
  reason: SetAsideReason;
  /** Where the store that could not be used is kept. */
  setAside: string;
  /** The backup that it was rebuilt from; null when it begins empty and comes from the cloud. */
  snapshot: Snapshot | null;
}

export interface OpenedStore {
  store: LocalStore;
  recovery: StoreRecovery | null;
}

/**
 * Opens the store of a data directory; one that does not open, is of another Postgres, or is short of rows is set aside and
 * rebuilt from the newest backup that is whole, or begun anew. Rejects with a StoreError: `store-locked`, `store-newer` and
 * `disk-full` are no damage and are left to the person. Call finishRecovery once the unsent edits are in the store too; until
 * then the next start begins the recovery again.
 */
export async function openRecoverably(options: OpenStoreOptions, now: () => Date): Promise<OpenedStore> {
  const { dataDir } = options;
  const snapshots = await listSnapshots(dataDir);
  const unfinished = await readUnfinishedRecovery(dataDir);
  const known = unfinished?.reason ?? (snapshots.length > 0 && isGone(dataDir) ? 'gone' : null);
  const opened = known === null ? await tryToOpen(options) : ({ ok: false, reason: known } as const);
  if (opened.ok) return { store: opened.store, recovery: null };
  await beginRecovery(dataDir, { ...unfinished, reason: opened.reason });
  const setAside = await setAsideStore(dataDir, opened.reason, now());
  for (const snapshot of wantedFirst(snapshots, unfinished?.snapshot)) {
    if (!(await putInPlace(snapshot, dataDir))) continue;
    const rebuilt = await tryToOpen(options);
    if (rebuilt.ok) return { store: rebuilt.store, recovery: { reason: opened.reason, setAside, snapshot } };
    await setAsideStore(dataDir, rebuilt.reason, now());
    await rename(snapshot.folder, join(setAside, `backup-${fileStamp(snapshot.takenAt)}`));
  }
  return { store: await openStore(options), recovery: { reason: opened.reason, setAside, snapshot: null } };
}

/** The backup that a person chose, then the others: a copy that does not open must not be the end. */
function wantedFirst(snapshots: readonly Snapshot[], wanted: string | undefined): Snapshot[] {
  const isWanted = ({ takenAt }: Snapshot) => snapshotName(takenAt) === wanted;
  return [...snapshots.filter(isWanted), ...snapshots.filter((snapshot) => !isWanted(snapshot))];
}

/** False for a folder that is no backup: nothing is copied from it, and it stays where it is. */
async function putInPlace(snapshot: Snapshot, dataDir: string): Promise<boolean> {
  const meta = await readMeta(snapshot.folder).catch(() => null);
  if (meta === null || !existsSync(join(snapshot.folder, 'pgdata', 'PG_VERSION'))) return false;
  await copyDirectoryDurably(join(snapshot.folder, 'pgdata'), join(dataDir, 'pgdata'));
  await writeMeta(dataDir, meta);
  return true;
}

/** Both pgdata and meta.json: without the second it would be made anew, as if there had never been one. */
function isGone(dataDir: string): boolean {
  return !existsSync(join(dataDir, 'pgdata')) && !existsSync(join(dataDir, 'meta.json'));
}

type Attempt = { ok: true; store: LocalStore } | { ok: false; reason: SetAsideReason };

async function tryToOpen(options: OpenStoreOptions): Promise<Attempt> {
  let store: LocalStore;
  try {
    store = await openStore(options);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return { ok: false, reason };
  }
  try {
    const rows = await countContent(store);
    const meta = await readMeta(options.dataDir);
    if (isBelievable(rows, meta?.rows)) return { ok: true, store };
  } catch {
    // A table that cannot be read is damage as much as one that is empty.
  }
  await store.close();
  return { ok: false, reason: 'incomplete' };
}

function reasonOf(error: unknown): SetAsideReason | null {
  if (!(error instanceof StoreError)) return null;
  switch (error.code) {
    case 'store-damaged':
    case 'store-replaced':
    case 'statement-refused':
      return 'does-not-open';
    case 'store-foreign':
      return 'other-version';
    default:
      return null;
  }
}
