import fs from 'node:fs';
import { relative, resolve } from 'node:path';
import type { HostOperation } from './host-operation.ts';
import { encodeOperation } from './journal.ts';

/**
 * From now on every change below `directory` that goes through `node:fs` in this thread is also written to `journalPath`.
 * PGlite's NODEFS calls the synchronous functions of the one `fs` object, so replacing them there sees all it does. The calls
 * themselves go on unchanged.
 */
export function recordFileSystem(directory: string, journalPath: string): void {
  const root = resolve(directory);
  const original = { ...fs };
  const journal = original.openSync(journalPath, 'a');
  const openFiles = new Map<number, string>();

  const inside = (path: fs.PathLike | fs.PathOrFileDescriptor): string | null => {
    if (typeof path === 'number') return openFiles.get(path) ?? null;
    const relativePath = relative(root, resolve(String(path)));
    return relativePath.startsWith('..') ? null : relativePath;
  };
  const record = (operation: HostOperation) => original.writeSync(journal, encodeOperation(operation));

  fs.openSync = (path, flags, mode) => {
    const file = inside(path);
    const isNew = file !== null && !original.existsSync(path);
    const descriptor = original.openSync(path, flags, mode);
    if (file === null) return descriptor;
    openFiles.set(descriptor, file);
    if (isNew) record({ op: 'create', path: file });
    else if (typeof flags === 'number' && (flags & fs.constants.O_TRUNC) !== 0)
      record({ op: 'truncate', path: file, size: 0 });
    return descriptor;
  };
  fs.closeSync = (descriptor) => {
    openFiles.delete(descriptor);
    original.closeSync(descriptor);
  };
  // The one form that NODEFS uses: (descriptor, view, offset, length, position).
  const writeSync = (
    descriptor: number,
    view: NodeJS.ArrayBufferView,
    offset: number,
    length: number,
    position: number,
  ): number => {
    const written = original.writeSync(descriptor, view, offset, length, position);
    const file = openFiles.get(descriptor);
    if (file !== undefined) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, written);
      record({ op: 'write', path: file, position, bytes });
    }
    return written;
  };
  Object.assign(fs, { writeSync });
  fs.writeFileSync = (path, data, options) => {
    original.writeFileSync(path, data, options);
    const file = inside(path);
    // NODEFS makes files in this way, empty.
    if (file !== null) record({ op: 'create', path: file });
  };
  fs.truncateSync = (path, size) => {
    original.truncateSync(path, size);
    const file = inside(path);
    if (file !== null) record({ op: 'truncate', path: file, size: Number(size ?? 0) });
  };
  fs.ftruncateSync = (descriptor, size) => {
    original.ftruncateSync(descriptor, size);
    const file = openFiles.get(descriptor);
    if (file !== undefined) record({ op: 'truncate', path: file, size: Number(size ?? 0) });
  };
  fs.renameSync = (from, to) => {
    original.renameSync(from, to);
    const [path, target] = [inside(from), inside(to)];
    if (path === null || target === null) return;
    record({ op: 'rename', path, to: target });
    for (const [descriptor, name] of openFiles) if (name === path) openFiles.set(descriptor, target);
  };
  fs.unlinkSync = (path) => {
    original.unlinkSync(path);
    const file = inside(path);
    if (file !== null) record({ op: 'unlink', path: file });
  };
  fs.rmdirSync = (path, options) => {
    original.rmdirSync(path, options);
    const file = inside(path);
    if (file !== null) record({ op: 'rmdir', path: file });
  };
  Object.assign(fs, {
    mkdirSync: (path: fs.PathLike, options?: fs.Mode) => {
      original.mkdirSync(path, options);
      const folder = inside(path);
      if (folder !== null) record({ op: 'mkdir', path: folder });
    },
  });
  fs.fsyncSync = (descriptor) => {
    original.fsyncSync(descriptor);
    const file = openFiles.get(descriptor);
    if (file !== undefined) record({ op: 'fsync', path: file });
  };
}
