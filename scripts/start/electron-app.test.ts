import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openElectronApp } from './electron-app.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electron-app-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts a script of the shell in the place of Electron's binary. */
async function open(script: string, options: { mode?: number; startMs?: number } = {}) {
  const { mode = 0o755, ...rest } = options;
  const binary = join(folder, 'electron');
  await writeFile(binary, `#!/bin/sh\n${script}\n`, { mode });
  return openElectronApp({ root: folder, binary, dataDir: folder, profile: 'ben', workspace: null, ...rest });
}

describe.skipIf(process.platform === 'win32')('Electron', () => {
  test('that somebody quits has ended well; it was told whose it is', async () => {
    const { ended } = await open('printf %s "$SHOWRUNNER_PROFILE" > "$0.profile"');
    expect(await ended).toEqual({ code: 0 });
    expect(await readFile(join(folder, 'electron.profile'), 'utf8')).toBe('ben');
  });

  test.each([
    ['a library that is missing', 'exit 127', '127'],
    ['no sandbox for this user', 'kill -TRAP $$', 'SIGTRAP'],
    ['running as root', 'kill -ABRT $$', 'SIGABRT'],
  ])('that cannot start did not: %s', async (_, script, how) => {
    const { ended } = await open(script);
    expect(await ended).toEqual({ failed: `it ended with ${how}` });
  });

  test('that may not be run did not start either, and nothing is thrown', async () => {
    const { ended, close } = await open('exit 0', { mode: 0o644 });
    expect(await ended).toEqual({ failed: expect.stringContaining('EACCES') });
    await close();
  });

  test('that the system refuses at once did not start either', async () => {
    const app = openElectronApp({ root: folder, binary: 'no\0name', dataDir: folder, profile: 'ben', workspace: null });
    expect(await app.ended).toEqual({ failed: expect.stringContaining('null bytes') });
    await app.close();
  });

  test.each([
    ['exit 3', 3],
    ['kill -SEGV $$', 139],
  ])('that ends badly once its window was there gives its code on: %s', async (script, code) => {
    const { ended } = await open(script, { startMs: 0 });
    expect(await ended).toEqual({ code });
  });

  test('that is ended from outside while it starts is not taken for one that cannot', async () => {
    const { ended } = await open('kill -TERM $$');
    expect(await ended).toEqual({ code: 143 });
  });

  test('that has said why it does not go on was no binary that cannot run', async () => {
    const { ended } = await open('exit 70');
    expect(await ended).toEqual({ code: 70 });
  });

  test('that starts again is opened again by us, and knows it; not once we end it', async () => {
    const { ended } = await open('test "$SHOWRUNNER_REOPENS" = 1 && exit 75');
    expect(await ended).toBe('again');
    const app = await open(`trap 'exit 75' TERM; echo > ${folder}/runs; while :; do sleep 0.05; done`);
    await vi.waitFor(() => readFile(join(folder, 'runs')), 10_000);
    await app.close();
    expect(await app.ended).toEqual({ code: 0 });
  });

  test('that we end has ended well, whatever its code', async () => {
    const app = await open(`trap 'exit 7' TERM; echo > ${folder}/runs; while :; do sleep 0.05; done`);
    await vi.waitFor(() => readFile(join(folder, 'runs')), 10_000);
    await app.close();
    expect(await app.ended).toEqual({ code: 0 });
  });
});
