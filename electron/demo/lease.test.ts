import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { CloudRecord } from './cloud-record.ts';
import { countLeases, takeLease } from './lease.ts';
import { startLeaseServer } from './lease-server.ts';

const secret = 'a-secret';

async function start(times = { firstMs: 60_000, idleMs: 30 }) {
  const idle = Promise.withResolvers<void>();
  const server = await startLeaseServer({ secret, ...times, onIdle: () => idle.resolve() });
  const record: CloudRecord = {
    pid: process.pid,
    url: 'http://127.0.0.1:1/',
    publishableKey: '',
    databaseUrl: '',
    control: { port: server.port, secret },
  };
  return { server, record, idle: idle.promise };
}

test('counts leases and is idle after the last one has gone', async () => {
  const { server, record, idle } = await start();
  expect(await countLeases(record)).toBe(0);
  const [first, second] = [await takeLease(record), await takeLease(record)];
  expect(await countLeases(record)).toBe(2);
  first?.release();
  second?.release();
  await idle;
  expect(await takeLease(record)).toBeNull();
  expect(await countLeases(record)).toBeNull();
  await server.close();
});

test('a new lease within the wait keeps it alive', async () => {
  const { server, record, idle } = await start({ firstMs: 60_000, idleMs: 60_000 });
  const first = await takeLease(record);
  first?.release();
  expect(await takeLease(record)).not.toBeNull();
  await server.close();
  await expect(Promise.race([idle, Promise.resolve('alive')])).resolves.toBe('alive');
});

test('is idle when nobody ever comes', async () => {
  const { server, idle } = await start({ firstMs: 20, idleMs: 60_000 });
  await idle;
  await server.close();
});

test('the lease of a killed process is freed', async () => {
  const { server, record, idle } = await start();
  const module = new URL('./lease.ts', import.meta.url).href;
  const script = `import { takeLease } from ${JSON.stringify(module)};
    globalThis.lease = await takeLease(${JSON.stringify(record)}); console.log('held');`;
  const app = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(app.stdout, 'data');
  expect(await countLeases(record)).toBe(1);
  app.kill('SIGKILL');
  await idle;
  await server.close();
});

test('without the secret there is nothing, and a stranger on the port is no cloud', async () => {
  const { server, record } = await start();
  const wrong = { ...record, control: { ...record.control, secret: 'a-secre' } };
  expect(await takeLease(wrong)).toBeNull();
  expect(await countLeases(wrong)).toBeNull();
  await server.close();
  expect(await takeLease(record)).toBeNull();
});

test('the holder hears that the cloud has gone, but not of its own release', async () => {
  const { server, record } = await start();
  const kept = await takeLease(record);
  const released = await takeLease(record);
  released?.onLost(() => expect.unreachable('released'));
  released?.release();
  const lost = new Promise<void>((resolve) => kept?.onLost(resolve));
  await server.close();
  await lost;
});
