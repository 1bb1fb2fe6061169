import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { saveText } from './save-file.ts';

const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  return {
    ...real,
    /** As a disk that fills up: it takes the beginning. */
    async writeFile(path: string, text: string, options: object) {
      if (!disk.isFull) return real.writeFile(path, text, options);
      await real.writeFile(path, text.slice(0, 3), options);
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    },
  };
});

let path: string;
let folder: string;
beforeEach(async () => {
  disk.isFull = false;
  folder = await mkdtemp(join(tmpdir(), 'save-'));
  path = join(folder, 'unsent.json');
});

const save = (text: string) =>
  saveText({ showSaveDialog: async () => ({ canceled: false, filePath: path }) }, null, {
    name: 'unsent',
    extension: 'json',
    text,
  });

test('a file takes the place of the one before, for its owner alone', async () => {
  await writeFile(path, 'the edits of yesterday', { mode: 0o644 });
  expect(await save('the edits of today')).toEqual({ saved: true });
  expect(await readFile(path, 'utf8')).toBe('the edits of today');
  expect((await stat(path)).mode & 0o077).toBe(0);
  expect(await readdir(folder)).toEqual(['unsent.json']);
});

test('a disk that is full leaves the one before as it was, and nothing beside it', async () => {
  await writeFile(path, 'the edits of yesterday');
  disk.isFull = true;
  await expect(save('the edits of today')).rejects.toThrow('The file was not saved: the disk is full.');
  expect(await readFile(path, 'utf8')).toBe('the edits of yesterday');
  expect(await readdir(folder)).toEqual(['unsent.json']);
});

test('a place that cannot be taken is said, and nothing is left beside it', async () => {
  await mkdir(path);
  await expect(save('the edits of today')).rejects.toThrow('The file was not saved: ');
  expect(await readdir(folder)).toEqual(['unsent.json']);
});
