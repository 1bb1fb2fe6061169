import { existsSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../store/durable-files.ts';

/** Room that Postgres needs to start and to write what was acknowledged: some WAL segments of 1 MB and a checkpoint. In bytes. */
export const RESERVE_BYTES = 8 * 1024 * 1024;
/** Only where much more than that is free. */
const PLENTY_BYTES = 20 * RESERVE_BYTES;

/** Keeps some room for a full disk, if there is none yet and the disk has plenty. */
export async function keepReserve(dataDir: string): Promise<void> {
  if (existsSync(reserveOf(dataDir))) return;
  const { bavail, bsize } = await statfs(dataDir);
  // Not zeroes: some file systems keep those without using room.
  if (bavail * bsize > PLENTY_BYTES) await writeFileDurably(reserveOf(dataDir), 'reserve '.repeat(RESERVE_BYTES / 8));
}

/** Gives the room free; answers whether there was any. */
export async function releaseReserve(dataDir: string): Promise<boolean> {
  if (!existsSync(reserveOf(dataDir))) return false;
  await rm(reserveOf(dataDir));
  return true;
}

function reserveOf(dataDir: string): string {
  return join(dataDir, 'reserve');
}
