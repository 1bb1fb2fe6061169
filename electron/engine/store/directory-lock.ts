import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** Primary result code of SQLite: somebody else holds the lock. */
const SQLITE_BUSY = 5;

/** Who holds a lock; stands in a file beside it, for the message only. */
interface Holder {
  pid: number;
  host: string;
  since: string;
}

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the one lock of a data directory, or throws `store-locked`. Two processes on one PGlite directory corrupt it without an
 * error, and PGlite's own postmaster.pid stops nobody. The lock is an exclusive transaction on an SQLite file: the system
 * releases it when the process dies, however it dies, so there are no stale locks and no guessing by pid or age.
 */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const holderFile = join(directory, 'store.lock.json');
  const database = new DatabaseSync(join(directory, 'store.lock'));
  try {
    // A journal on the disk would need room, and a full disk must not look like a second window.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    throw new StoreError('store-locked', `This data is already open ${describeHolder(holderFile)}.`, { cause });
  }
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(holderFile, JSON.stringify(holder));
  } catch {
    // A full disk: whoever is refused is not told by whom.
  }
  return {
    release() {
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function describeHolder(file: string): string {
  try {
    const holder: Holder = JSON.parse(readFileSync(file, 'utf8'));
    return `in another window or program (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  } catch {
    return 'in another window or program';
  }
}
