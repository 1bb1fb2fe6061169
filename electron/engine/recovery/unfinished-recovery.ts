import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writeFileDurably } from '../store/durable-files.ts';

/** Why a store was not used. `gone`: there are backups of it, but it is not there itself. */
const reason = z.enum(['does-not-open', 'other-version', 'incomplete', 'gone']);
export type SetAsideReason = z.infer<typeof reason>;

/**
 * Says on the disk that a recovery has begun: one that is cut off (power, kill) leaves a store that opens but is only half of what
 * was to be rebuilt.
 */
export async function beginRecovery(dataDir: string, why: SetAsideReason): Promise<void> {
  await writeFileDurably(noteOf(dataDir), JSON.stringify({ reason: why }));
}

/** Why a recovery was begun that did not get to its end; null when there is none. */
export async function readUnfinishedRecovery(dataDir: string): Promise<SetAsideReason | null> {
  const text = await readFile(noteOf(dataDir), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : z.object({ reason }).parse(JSON.parse(text)).reason;
}

/** When everything is in the store, durably. */
export async function finishRecovery(dataDir: string): Promise<void> {
  await rm(noteOf(dataDir));
  await syncDirectory(dataDir);
}

function noteOf(dataDir: string): string {
  return join(dataDir, 'recovering.json');
}
