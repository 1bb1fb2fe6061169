import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readCloudHome, writeCloudRecord } from './cloud-record.ts';
import { CloudRegister } from './cloud-register.ts';
import { openDemoCloud } from './demo-cloud.ts';
import { startLeaseServer } from './lease-server.ts';

// What is tested is who meets on which cloud, so the cloud here is only its record, its register entry and its lease server.
let temporary: string;
const closing: (() => Promise<void>)[] = [];
let starts: string[] = [];

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'machine-'));
  vi.stubEnv('TMPDIR', temporary);
  starts = [];
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  vi.unstubAllEnvs();
  await rm(temporary, { recursive: true });
});

const running = new Map<string, () => Promise<void>>();

async function start(directory: string): Promise<void> {
  starts.push(directory);
  await mkdir(join(directory, 'database'), { recursive: true });
  const secret = randomBytes(8).toString('hex');
  const register = await CloudRegister.open();
  const server = await startLeaseServer({ secret, firstMs: 60_000, idleMs: 60_000, onIdle: () => {} });
  const url = `http://127.0.0.1:${starts.length}`;
  await writeCloudRecord(directory, {
    pid: process.pid,
    url,
    publishableKey: 'key',
    databaseUrl: 'postgres://127.0.0.1/x',
    control: { port: server.port, secret },
  });
  await register?.add(directory);
  const stop = async () => {
    running.delete(directory);
    await register?.remove(directory);
    await server.close();
  };
  running.set(directory, stop);
  closing.push(() => running.get(directory)?.() ?? Promise.resolve());
}

const folder = (name: string) => join(temporary, name);
const open = (name: string) => openDemoCloud({ dataDir: folder(name), start });

test('a first app starts a cloud in its own folder, a second one on the same folder shares it', async () => {
  const first = await open('a');
  const second = await open('a');
  expect(starts).toEqual([folder('a/demo-cloud')]);
  expect(second.url).toBe(first.url);
  await Promise.all([first.close(), second.close()]);
});

test('two apps that start at once on two folders meet on one cloud', async () => {
  const [first, second] = await Promise.all([open('a'), open('b')]);
  expect(starts).toHaveLength(1);
  expect(second.url).toBe(first.url);
  await Promise.all([first.close(), second.close()]);
});

test('a folder that met another cloud goes back to that one, started again if need be', async () => {
  const first = await open('a');
  const second = await open('b');
  expect(await readCloudHome(folder('b/demo-cloud'))).toBe(folder('a/demo-cloud'));
  await Promise.all([first.close(), second.close()]);
  await running.get(folder('a/demo-cloud'))?.();

  const again = await open('b');
  expect(starts).toEqual([folder('a/demo-cloud'), folder('a/demo-cloud')]);
  await again.close();
});

test('a folder with a cloud of its own stays with it', async () => {
  const alone = await open('b');
  await alone.close();
  await running.get(folder('b/demo-cloud'))?.();

  const first = await open('a');
  const second = await open('b');
  expect(second.url).not.toBe(first.url);
  expect(starts.at(-1)).toBe(folder('b/demo-cloud'));
  await Promise.all([first.close(), second.close()]);
});

test('a cloud that nobody uses any more is not joined', async () => {
  const first = await open('a');
  await first.close();
  const second = await open('b');
  expect(starts).toEqual([folder('a/demo-cloud'), folder('b/demo-cloud')]);
  await second.close();
});

test('a remembered folder that was deleted is forgotten', async () => {
  const first = await open('a');
  const second = await open('b');
  await Promise.all([first.close(), second.close()]);
  await running.get(folder('a/demo-cloud'))?.();
  await rm(folder('a'), { recursive: true });

  const again = await open('b');
  expect(starts.at(-1)).toBe(folder('b/demo-cloud'));
  await again.close();
});

test('a cloud that dies is brought back for the apps that use it', async () => {
  const restarted = Promise.withResolvers<void>();
  const cloud = await openDemoCloud({
    dataDir: folder('a'),
    start: async (directory) => {
      await start(directory);
      if (starts.length === 2) restarted.resolve();
    },
  });
  await running.get(folder('a/demo-cloud'))?.();
  await restarted.promise;
  await cloud.close();
});

test('a folder of somebody else in the temporary folder is not trusted', async () => {
  await mkdir(join(temporary, `showrunner-${process.getuid?.()}`), { mode: 0o777 });
  await chmod(join(temporary, `showrunner-${process.getuid?.()}`), 0o777);
  expect(await CloudRegister.open()).toBeNull();
  const cloud = await open('a');
  expect(starts).toEqual([folder('a/demo-cloud')]);
  await cloud.close();
});
