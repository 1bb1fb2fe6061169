import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writeFileDurably } from '../store/durable-files.ts';
import { namingFile } from '../store/naming-file.ts';

/**
 * Why a store was not used. `gone`: there are backups of it, but it is not there itself. `chosen`: a person wants a backup in its
 * place.
 */
const reason = z.enum(['does-not-open', 'other-version', 'incomplete', 'gone', 'chosen']);
export type SetAsideReason = z.infer<typeof reason>;

const unfinished = z.object({
  reason,
  /** The backup to begin with, by its name; absent: the newest. */
  snapshot: z.string().exactOptional(),
});
export type UnfinishedRecovery = z.infer<typeof unfinished>;

/**
 * Says on the disk that a recovery has begun: one that is cut off (power, kill) leaves a store that opens but is only half of what
 * was to be rebuilt.
 */
export async function beginRecovery(dataDir: string, recovery: UnfinishedRecovery): Promise<void> {
  await writeFileDurably(noteOf(dataDir), JSON.stringify(recovery));
}

/** A recovery that was begun and did not get to its end; null when there is none. */
export async function readUnfinishedRecovery(dataDir: string): Promise<UnfinishedRecovery | null> {
  const text = await readFile(noteOf(dataDir), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw namingFile(error, noteOf(dataDir));
  });
  if (text === null) return null;
  try {
    return unfinished.parse(JSON.parse(text));
  } catch {
    // A note that cannot be read still says that a recovery was begun.
    return { reason: 'incomplete' };
  }
}

/** When everything is in the store, durably. */
export async function finishRecovery(dataDir: string): Promise<void> {
  await rm(noteOf(dataDir));
  await syncDirectory(dataDir);
}

function noteOf(dataDir: string): string {
  return join(dataDir, 'recovering.json');
}
