import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

/**
 * Holds a directory for this process. PGlite has no lock of its own and two openers corrupt it silently; an exclusive SQLite
 * transaction is a lock that the system lets go when the process dies, however it dies. Throws DirectoryInUse.
 */
export function lockDirectory(directory: string): { release(): void } {
  const lock = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new DirectoryInUse(`Another embedded cloud is using ${directory}.`, { cause });
  }
  return { release: () => lock.close() };
}
