import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LocalStore } from '../store/local-store.ts';
import type { OpenStoreOptions } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { systemTimers } from '../store/timers.ts';
import { logSync } from '../sync/sync-log.ts';
import { Backups } from './backups.ts';
import { recordContent } from './content.ts';
import { describeRecovery } from './describe-recovery.ts';
import { diskOfLog } from './log-file.ts';
import { openRecoverably, type StoreRecovery } from './open-recoverably.ts';
import { RecoveryLog, readRecoveryLog } from './recovery-log.ts';
import { releaseReserve } from './reserve-file.ts';
import { restoreWork } from './restore-work.ts';
import { fileStamp } from './set-aside.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import type { Snapshot } from './snapshot-list.ts';
import { finishRecovery } from './unfinished-recovery.ts';
import { WorkMirror } from './work-mirror.ts';

export interface KeptStoreOptions extends OpenStoreOptions {
  organizationId: string;
  now: () => Date;
  /** For the log of the program; never row contents. */
  log: (line: string) => void;
}

/** A store with everything that keeps a person's work safe beside it: recovery log, backups, reserve. */
export interface KeptStore {
  store: LocalStore;
  recovery: StoreRecovery | null;
  /** Makes a verified backup now; null when there is no room for one. */
  backUp(): Promise<Snapshot | null>;
  backups: Backups;
  close(): Promise<void>;
}

/** The recovery log of a data directory; readable without the store, see readRecoveryLog. */
export function recoveryLogOf(dataDir: string): string {
  return join(dataDir, 'recovery.log');
}

/**
 * Opens the store of a data directory, whatever has happened to it, and puts back every unsent edit that the log knows of. Rejects
 * with a StoreError, also for files that cannot be read or written.
 */
export function openKeptStore(options: KeptStoreOptions): Promise<KeptStore> {
  return openEverything(options).catch(explainFileFailure);
}

async function openEverything(options: KeptStoreOptions): Promise<KeptStore> {
  const { dataDir, organizationId, now, log } = options;
  const onFailure = (what: string) => (error: unknown) =>
    log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const { store, recovery } = await openRecoverably({ ...options, makeRoom: () => releaseReserve(dataDir) }, now);
  try {
    const path = recoveryLogOf(dataDir);
    const isThere = existsSync(path);
    const contents = await readRecoveryLog(path);
    if (contents.damagedLines > 0) {
      await keepCopy(path, join(dataDir, `recovery-${fileStamp(now())}.log`)).catch(onFailure('recovery log'));
    }
    const restored = await restoreWork(store, contents, {
      organizationId,
      isRebuilt: recovery !== null,
      isComplete: isThere && contents.damagedLines === 0,
    });
    if (recovery !== null) {
      const message = describeRecovery(recovery, restored);
      await logSync(store, { at: now(), kind: 'recovered', message, details: { reason: recovery.reason, restored } });
      // The line in the log did not wait for the disk.
      await store.maintain('checkpoint');
      await finishRecovery(dataDir);
    }
    const timers = options.timers ?? systemTimers;
    const recoveryLog = await RecoveryLog.open(path, onFailure('recovery log'), diskOfLog, timers);
    const mirror = new WorkMirror(store, recoveryLog);
    await mirror.follow();
    const workerUrl = options.workerUrl ?? new URL('../store/worker/main.ts', import.meta.url);
    const keeper = new SnapshotKeeper({
      store,
      dataDir,
      workerUrl,
      timers,
      now,
      isLogged: () => mirror.isWritten(),
      onFailure: onFailure('backup'),
    });
    return {
      store,
      recovery,
      backUp: () => keeper.takeNow(),
      backups: new Backups(dataDir, keeper),
      async close() {
        // The log first: a process that takes too long to close is ended, and a backup may be what takes long.
        await Promise.all([mirror.close(), keeper.close()]);
        await store.maintain('checkpoint').then(() => recordContent(store, dataDir), onFailure('closing'));
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** For a person who wants to look at what could not be read; half of it would only take room. */
async function keepCopy(path: string, copy: string): Promise<void> {
  try {
    await cp(path, copy);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

/** The system's own answers about a file: a person can change them, trying again cannot. */
function explainFileFailure(error: unknown): never {
  if (!(error instanceof Error && 'code' in error) || error instanceof StoreError) throw error;
  // What is half copied is no database yet and is begun anew.
  if (error.code === 'ENOSPC') {
    throw new StoreError('disk-full', 'The disk is full, so the local database cannot be made.', { cause: error });
  }
  if (!('syscall' in error)) throw error;
  const file = 'path' in error && typeof error.path === 'string' ? basename(error.path) : 'a file';
  throw new StoreError(
    'store-unusable',
    `${file} in the folder of this desk cannot be read or written (${error.code}). What was saved is still there. Move that file elsewhere, or let this user read and write it, and start again.`,
    { cause: error },
  );
}
