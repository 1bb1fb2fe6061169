import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeCloudRecord } from '../demo/cloud-record.ts';
import { startLeaseServer } from '../demo/lease-server.ts';
import { openDemo } from './open-workspace.ts';

let folder: string;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
  await stop();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** A demo cloud is here its record and the server that counts who holds it. */
async function startCloud(directory: string): Promise<void> {
  const server = await startLeaseServer({ secret: 'secret', firstMs: 60_000, idleMs: 60_000, onIdle: () => {} });
  stop = () => server.close();
  await mkdir(join(directory, 'database'), { recursive: true });
  await writeCloudRecord(directory, {
    pid: process.pid,
    url: 'http://127.0.0.1:9',
    publishableKey: 'key',
    databaseUrl: 'postgres://127.0.0.1/x',
    control: { port: server.port, secret: 'secret' },
  });
}

test.each([
  ['ben', 'user_ben'],
  ['ada', 'user_ada'],
  ['../eve', 'user_ada'],
  [undefined, 'user_ada'],
])('a demo that is chosen in the app is of the profile that was asked for: %s', async (profile, user) => {
  const environment = profile === undefined ? {} : { SHOWRUNNER_PROFILE: profile };
  const demo = await openDemo({ given: null, dataDir: folder, environment, startCloud });
  expect(demo.description.identity.user.id).toBe(user);
  expect(demo.description.dataDir).toContain(user);
  await demo.close();
});
