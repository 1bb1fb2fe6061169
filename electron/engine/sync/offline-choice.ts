import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../store/durable-files.ts';

const FILE = 'offline';

/**
 * That a person chose to work offline, kept for the next start of the engine: one that is opened again for a backup, or after a
 * crash, must not go online by itself. A file, and no row of the store: a backup would bring back the choice of its day.
 */
export class OfflineChoice {
  readonly #path: string;
  readonly #log: (message: string) => void;
  #written = Promise.resolve();

  constructor(dataDir: string, log: (message: string) => void) {
    this.#path = join(dataDir, FILE);
    this.#log = log;
  }

  async read(): Promise<boolean> {
    try {
      await access(this.#path);
      return true;
    } catch {
      return false;
    }
  }

  /** The choice counts at once; a disk that does not take it costs only that the next start does not know. */
  keep(offline: boolean): void {
    this.#written = this.#written.then(() =>
      (offline ? writeFileDurably(this.#path, '') : rm(this.#path, { force: true })).catch(() =>
        this.#log('sync: the choice to work offline could not be kept'),
      ),
    );
  }

  /** Resolves when the last choice is on the disk. */
  settled(): Promise<void> {
    return this.#written;
  }
}
