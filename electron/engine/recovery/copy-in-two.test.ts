import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyChanged, copyInUse } from './copy-in-two.ts';

let folder: string;
let source: string;
let target: string;
const LONG_AGO = new Date('2026-01-01');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-in-two-'));
  [source, target] = [join(folder, 'pgdata'), join(folder, 'copy')];
  await mkdir(join(source, 'base'), { recursive: true });
  await mkdir(join(source, 'pg_twophase'));
  for (const name of ['base/1', 'base/2', 'base/3', 'wal 1']) await write(name, `first ${name}`);
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string, time = LONG_AGO): Promise<void> {
  await writeFile(join(source, path), content);
  await utimes(join(source, path), time, time);
}

async function contents(of: string): Promise<{ [path: string]: string }> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.slice(of.length), await readFile(file, 'utf8')])),
  );
}

test('a copy in two parts has what is there at the second', async () => {
  const copied = await copyInUse(source, target);
  await write('base/1', 'other base/1', new Date()); // as long as before
  await write('base/2', 'longer than it was before');
  await rm(join(source, 'base/3'));
  await write('base/4', 'new');
  await rename(join(source, 'wal 1'), join(source, 'wal 2')); // a log segment that is used again
  await copyChanged(source, target, copied);
  expect(await contents(target)).toEqual(await contents(source));
  expect((await stat(join(target, 'pg_twophase'))).isDirectory()).toBe(true);
});

test('the second part reads nothing that did not change', async () => {
  const copied = await copyInUse(source, target);
  await writeFile(join(target, 'base/1'), 'what was copied first');
  await copyChanged(source, target, copied);
  expect(await readFile(join(target, 'base/1'), 'utf8')).toBe('what was copied first');
});

test('a file whose time stood still is copied again when it had just been written', async () => {
  const now = new Date();
  await write('base/1', 'one', now);
  const copied = await copyInUse(source, target);
  await write('base/1', 'two', now);
  await copyChanged(source, target, copied);
  expect(await readFile(join(target, 'base/1'), 'utf8')).toBe('two');
});
