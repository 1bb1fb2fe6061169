import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

/** How often a waiting process looks again: a build or a start takes seconds, so nobody notices 50 ms. */
const RETRY_MS = 50;

/** SQLITE_BUSY: another process holds the lock. Anything else is a failure of the disk or of the path. */
const SQLITE_BUSY = 5;

export interface ProcessLock {
  release(): void;
}

/**
 * Takes a lock between processes, or answers null when another holds it. It is an exclusive transaction on an SQLite file:
 * the system releases it when the process dies, however it dies, so no lock is ever stale.
 */
export function tryProcessLock(file: string): ProcessLock | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return { release: () => database.close() };
}

/** Waits for the lock; rejects when `signal` is aborted first. */
export async function acquireProcessLock(file: string, signal: AbortSignal): Promise<ProcessLock> {
  for (;;) {
    signal.throwIfAborted();
    const lock = tryProcessLock(file);
    if (lock !== null) return lock;
    await pause(RETRY_MS, undefined, { signal });
  }
}
