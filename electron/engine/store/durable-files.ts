import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files copied at a time: enough to keep a disk busy, few enough for any limit of open files. */
const COPIES_AT_ONCE = 16;

/** Makes the entries of a directory (names made, renamed, removed in it) survive a power cut. Does nothing where the system has no such call. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await syncPath(path, 'r');
}

async function syncPath(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a small file whole or not at all, also in a power cut: written beside, synced, renamed, directory synced. */
export async function writeFileDurably(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncDirectory(dirname(path));
}

/**
 * Copies a directory so that `target` is there whole or not at all, also in a power cut: copied beside as `<target>.new`, every
 * file and directory synced, renamed. Removes a half copy that an earlier call left.
 */
export async function copyDirectoryDurably(source: string, target: string): Promise<void> {
  const beside = `${target}.new`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  const { files, directories } = await listTree(source);
  await mkdir(beside);
  for (const directory of directories) await mkdir(join(beside, directory));
  await forSomeAtOnce(files, async (file) => {
    await copyFile(join(source, file), join(beside, file), constants.COPYFILE_FICLONE);
    await syncPath(join(beside, file), 'r+');
  });
  for (const directory of directories) await syncDirectory(join(beside, directory));
  await syncDirectory(beside);
  await rename(beside, target);
  await syncDirectory(dirname(target));
}

/** Makes everything below a directory survive a power cut. */
export async function syncTree(root: string): Promise<void> {
  const { files, directories } = await listTree(root);
  await forSomeAtOnce(files, (file) => syncPath(join(root, file), 'r+'));
  for (const directory of directories) await syncDirectory(join(root, directory));
  await syncDirectory(root);
}

/**
 * After a failure nothing more is begun, and it rejects only once nothing is under way: whoever tries again would meet writers of the
 * first try in the same files.
 */
async function forSomeAtOnce(files: readonly string[], work: (file: string) => Promise<void>): Promise<void> {
  const waiting = files.values();
  const failures: unknown[] = [];
  const run = async () => {
    for (const file of waiting) {
      if (failures.length > 0) return;
      await work(file).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: COPIES_AT_ONCE }, run));
  if (failures.length > 0) throw failures[0];
}

/** Bytes of all files below a directory. */
export async function treeBytes(root: string): Promise<number> {
  const { files } = await listTree(root);
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(root, file)).catch(() => ({ size: 0 }))).size;
  return bytes;
}

/**
 * The files and directories below `root`, as paths relative to it; directories come before what is in them. A link is neither: what
 * it points to belongs to somebody else.
 */
async function listTree(root: string): Promise<{ files: string[]; directories: string[] }> {
  const files: string[] = [];
  const directories: string[] = [];
  const visit = async (relative: string) => {
    for (const entry of await readdir(join(root, relative), { withFileTypes: true })) {
      const path = join(relative, entry.name);
      if (entry.isDirectory()) {
        directories.push(path);
        await visit(path);
      } else if (entry.isFile()) files.push(path);
    }
  };
  await visit('');
  return { files, directories };
}
