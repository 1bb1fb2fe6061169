import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HostOperation } from './host-operation.ts';

/** What a power cut may leave of writes that were not synced. */
export type CutModel =
  /** Each page of each of them is there or not, by chance: the disk wrote back in any order. */
  | 'page'
  /** Each file was written back up to some point of its own. */
  | 'file'
  /** All but the last few are there: the system wrote back all the time, the cut came a moment before. */
  | 'last'
  /** None of them is there: the system had not written back anything that it was not told to. */
  | 'synced';

/** Memory pages are what a system writes back, in bytes. */
const PAGE_BYTES = 4096;

/** The share of the recording that is in doubt in the model `last`. */
const LAST_SHARE = 0.02;

type Change = { at: number } & (
  | { kind: 'write'; position: number; bytes: Uint8Array }
  | { kind: 'size'; size: number }
);

/** A file as the disk knows it: what is safe, and what was written since. */
interface DiskFile {
  safe: Buffer;
  unsynced: Change[];
}

/**
 * A directory on a disk whose power may go at any moment. Names (create, rename, unlink) are kept in order, as a journalling file
 * system does; contents are sure only once synced. fsync of a directory is therefore nothing here.
 */
export class SimulatedDisk {
  readonly #files = new Map<string, DiskFile>();
  readonly #directories = new Set<string>();
  #now = 0;

  /** The state to begin with, all of it safe. */
  static async load(directory: string): Promise<SimulatedDisk> {
    const disk = new SimulatedDisk();
    for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(directory.length + 1);
      if (entry.isDirectory()) disk.#directories.add(name);
      else disk.#files.set(name, { safe: await readFile(path), unsynced: [] });
    }
    return disk;
  }

  apply(operation: HostOperation): void {
    this.#now += 1;
    const file = this.#files.get(operation.path);
    switch (operation.op) {
      case 'create':
        this.#files.set(operation.path, { safe: Buffer.alloc(0), unsynced: [] });
        break;
      case 'write':
        file?.unsynced.push({ at: this.#now, kind: 'write', position: operation.position, bytes: operation.bytes });
        break;
      case 'truncate':
        file?.unsynced.push({ at: this.#now, kind: 'size', size: operation.size });
        break;
      case 'fsync':
        if (file) this.#files.set(operation.path, { safe: contentOf(file.safe, file.unsynced), unsynced: [] });
        break;
      case 'rename':
        if (file) {
          this.#files.delete(operation.path);
          this.#files.set(operation.to, file);
        }
        break;
      case 'unlink':
        this.#files.delete(operation.path);
        break;
      case 'mkdir':
        this.#directories.add(operation.path);
        break;
      case 'rmdir':
        this.#directories.delete(operation.path);
        break;
    }
  }

  /** Writes to `target` what the disk may hold after a cut now; `random` (0 to below 1) decides what survived. */
  async cut(target: string, model: CutModel, random: () => number): Promise<void> {
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    for (const directory of this.#directories) await mkdir(join(target, directory), { recursive: true });
    for (const [name, file] of this.#files) {
      await mkdir(dirname(join(target, name)), { recursive: true });
      await writeFile(join(target, name), contentOf(file.safe, this.#survivors(file, model, random)));
    }
  }

  #survivors(file: DiskFile, model: CutModel, random: () => number): Change[] {
    switch (model) {
      case 'page':
        return pagesOf(file.unsynced).filter(() => random() < 0.5);
      case 'file':
        return file.unsynced.slice(0, Math.floor(random() * (file.unsynced.length + 1)));
      case 'last': {
        const inDoubt = this.#now * (1 - LAST_SHARE);
        return file.unsynced.filter(({ at }) => at < inDoubt || random() < 0.5);
      }
      case 'synced':
        return [];
    }
  }
}

function pagesOf(changes: Change[]): Change[] {
  return changes.flatMap((change): Change[] => {
    if (change.kind === 'size') return [change];
    const pages: Change[] = [];
    for (let offset = 0; offset < change.bytes.length; offset += PAGE_BYTES) {
      const bytes = change.bytes.subarray(offset, offset + PAGE_BYTES);
      pages.push({ at: change.at, kind: 'write', position: change.position + offset, bytes });
    }
    return pages;
  });
}

function contentOf(safe: Buffer, changes: Change[]): Buffer {
  if (changes.length === 0) return safe;
  let size = safe.length;
  let capacity = size;
  for (const change of changes) {
    capacity = Math.max(capacity, change.kind === 'size' ? change.size : change.position + change.bytes.length);
  }
  const content = Buffer.alloc(capacity);
  safe.copy(content);
  for (const change of changes) {
    if (change.kind === 'size') {
      if (change.size < size) content.fill(0, change.size, size);
      size = change.size;
    } else {
      content.set(change.bytes, change.position);
      size = Math.max(size, change.position + change.bytes.length);
    }
  }
  return content.subarray(0, size);
}
