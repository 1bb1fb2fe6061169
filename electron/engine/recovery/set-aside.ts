import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory } from '../store/directory-lock.ts';
import { syncDirectory } from '../store/durable-files.ts';
import type { SetAsideReason } from './unfinished-recovery.ts';

/** Moves the database of a data directory out of the way, with its date; nothing of it is deleted. Answers where it is now. */
export async function setAsideStore(dataDir: string, reason: SetAsideReason, at: Date): Promise<string> {
  const lock = lockDirectory(dataDir);
  try {
    const folder = join(dataDir, 'set-aside', `${fileStamp(at)}-${reason}`);
    await mkdir(folder, { recursive: true });
    for (const name of ['pgdata', 'meta.json'])
      if (existsSync(join(dataDir, name))) await rename(join(dataDir, name), join(folder, name));
    await syncDirectory(folder);
    await syncDirectory(dataDir);
    return folder;
  } finally {
    lock.release();
  }
}

/** A time as part of a file name on every system; sorts by time. */
export function fileStamp(at: Date): string {
  return at.toISOString().replaceAll(/[:.]/g, '-');
}
