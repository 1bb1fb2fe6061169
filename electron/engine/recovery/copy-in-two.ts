import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** What a file was like before it was copied. */
interface Copied {
  size: number;
  mtimeMs: number;
  /** A file of the same name that was renamed to it is another one. */
  ino: number;
  /** When it was looked at, by the clock of Date. */
  at: number;
}

export type CopiedFiles = ReadonlyMap<string, Copied>;

/**
 * A file that was written so shortly before it was looked at may have been written again without a newer time: file systems count in
 * steps, of up to two seconds.
 */
const CLOCK_STEP_MS = 2_000;

/** The first, long part of a copy, while the files are in use: what it gets of a file that is being written is worth nothing. */
export async function copyInUse(source: string, target: string, signal?: AbortSignal): Promise<CopiedFiles> {
  const copied = new Map<string, Copied>();
  for (const path of await filesIn(source, target)) {
    signal?.throwIfAborted();
    const before = await look(join(source, path));
    if (before === null) continue;
    await copyOne(source, target, path).catch(ignoreGone);
    copied.set(path, before);
  }
  return copied;
}

/** The second, short part, while nothing writes: what has changed since, and what is new or gone. Then the copy is complete. */
export async function copyChanged(source: string, target: string, copied: CopiedFiles): Promise<void> {
  const paths = await filesIn(source, target);
  // All at once: a store has a thousand files, and somebody may be waiting.
  const looks = paths.map(async (path) => {
    const now = await stat(join(source, path));
    const before = copied.get(path);
    const isSame =
      before?.size === now.size &&
      before.mtimeMs === now.mtimeMs &&
      before.ino === now.ino &&
      before.mtimeMs < before.at - CLOCK_STEP_MS;
    if (!isSame) await copyOne(source, target, path);
  });
  await Promise.all(looks);
  const present = new Set(paths);
  for (const path of copied.keys()) if (!present.has(path)) await rm(join(target, path), { force: true });
}

/** Paths of the files, relative; makes their folders in the copy, also the empty ones, which Postgres wants to find. */
async function filesIn(source: string, target: string): Promise<string[]> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  await mkdir(target, { recursive: true });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = relative(source, join(entry.parentPath, entry.name));
    if (entry.isDirectory()) await mkdir(join(target, path), { recursive: true });
    else if (entry.isFile()) paths.push(path);
  }
  return paths;
}

async function copyOne(source: string, target: string, path: string): Promise<void> {
  await mkdir(dirname(join(target, path)), { recursive: true });
  // Where the file system can share blocks between files (APFS, Btrfs, XFS, ReFS) this costs nothing.
  await copyFile(join(source, path), join(target, path), constants.COPYFILE_FICLONE);
}

async function look(path: string): Promise<Copied | null> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return { size, mtimeMs, ino, at: Date.now() };
  } catch (error) {
    ignoreGone(error);
    return null;
  }
}

/** A file that went meanwhile: Postgres removes log segments and dropped tables. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
