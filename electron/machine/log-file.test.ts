import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'log-'));

test('writes redacted lines with their time, for the owner only', async () => {
  const folder = await newFolder();
  const log = openLogFile(join(folder, 'logs'), 'main');
  log.write('opened with ?key=abcdef of ada@example.org');
  const path = join(folder, 'logs/main.log');
  expect(await readFile(path, 'utf8')).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+\S* opened with \?key=\[removed\] of \[mail\]\n$/,
  );
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('keeps one file before the newest, and no more', async () => {
  const folder = await newFolder();
  const log = openLogFile(folder, 'main');
  for (let number = 0; number < 700; number += 1) log.write(`${number} ${'x'.repeat(7_000)}`);
  expect((await readdir(folder)).sort()).toEqual(['main.log', 'main.old.log']);
  expect((await stat(join(folder, 'main.log'))).size).toBeLessThan(1.1 * 1024 * 1024);
  expect(log.tail(100)).toMatch(/x{50}\n$/);
});

test('a folder that is taken away stops nothing', async () => {
  const folder = await newFolder();
  const log = openLogFile(folder, 'main');
  log.write('one');
  await rm(folder, { recursive: true });
  expect(() => log.write('two')).not.toThrow();
  expect(log.tail(10)).toBe('');
});
