import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startCloudProcess } from './cloud-process-start.ts';

vi.mock('node:child_process', async (original) => ({ ...(await original<object>()), spawn: vi.fn() }));

test('outlives the app that started it, and has no console window that could be closed', async () => {
  const options: SpawnOptions[] = [];
  vi.mocked(spawn).mockImplementation((_command, _args, given: SpawnOptions) => {
    options.push(given);
    const child = Object.assign(new EventEmitter(), { connected: false, unref: () => {} });
    setImmediate(() => child.emit('message', { kind: 'ready' }));
    return child as unknown as ChildProcess;
  });
  await startCloudProcess(await mkdtemp(join(tmpdir(), 'cloud-start-')));
  expect(options).toMatchObject([{ detached: true, windowsHide: true }]);
});
