import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireProcessLock, tryProcessLock } from './process-lock.ts';

const file = async () => join(await mkdtemp(join(tmpdir(), 'lock-')), 'deeper', 'a.lock');

test('one at a time, and free again after release', async () => {
  const path = await file();
  const first = tryProcessLock(path);
  expect(first).not.toBeNull();
  expect(tryProcessLock(path)).toBeNull();
  first?.release();
  const second = tryProcessLock(path);
  expect(second).not.toBeNull();
  second?.release();
});

test('a waiting process gets the lock of one that was killed', async () => {
  const path = await file();
  const module = new URL('./process-lock.ts', import.meta.url).href;
  const script = `import { tryProcessLock } from ${JSON.stringify(module)};
    globalThis.held = tryProcessLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(tryProcessLock(path)).toBeNull();

  const waiting = acquireProcessLock(path, AbortSignal.timeout(30_000));
  holder.kill('SIGKILL');
  (await waiting).release();
});

test('waiting ends when called off', async () => {
  const path = await file();
  const held = tryProcessLock(path);
  await expect(acquireProcessLock(path, AbortSignal.timeout(120))).rejects.toThrow();
  held?.release();
});

test('a place that cannot be written is a failure, not a lock held by somebody', () => {
  expect(() => tryProcessLock(join(import.meta.filename, 'a.lock'))).toThrow('EEXIST');
});
