import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CloudReport, CloudSettings } from '../../../shared/ipc/host.ts';
import { NEEDED_SCHEMA } from '../../../shared/sync/protocol.ts';
import { type Fault, faultProxy } from '../../engine/testing/fault-proxy.ts';
import { type TestCloud, testCloud } from '../../engine/testing/test-cloud.ts';
import { checkCloud } from './check-cloud.ts';
import type { CheckParts } from './contract.ts';

const CLERK_HOST = 'brave-otter-1.clerk.accounts.dev';
const CLERK_KEY = `pk_test_${btoa(`${CLERK_HOST}$`)}`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await testCloud();
});
afterAll(() => cloud[Symbol.asyncDispose]());

/** The real network, but for Clerk's, which answers as its Frontend API does. */
function parts(change: Partial<CheckParts> = {}): CheckParts {
  return {
    now: () => new Date(),
    openSocket: (address) => new WebSocket(address),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    fetch: async (input, init) =>
      String(input) === `https://${CLERK_HOST}/v1/environment`
        ? Response.json({ auth_config: {}, display_config: {} })
        : fetch(input, init),
    ...change,
  };
}

const settings = (change: Partial<CloudSettings> = {}): CloudSettings => ({
  url: cloud.url,
  publishableKey: cloud.publishableKey,
  clerkPublishableKey: CLERK_KEY,
  ...change,
});

/** The checks that did not pass, with what they found; and every failure says what to do. */
function troubles({ checks }: CloudReport): { [name: string]: string } {
  for (const { result, advice } of checks) if (result === 'failed') expect(advice).not.toBe('');
  const bad = checks.filter(({ result }) => result === 'failed' || result === 'warning');
  return Object.fromEntries(bad.map(({ name, found }) => [name, found]));
}

async function serve(answer: { status: number; type: string; body: string }) {
  const server = createServer((_, response) =>
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body),
  );
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

describe('a cloud that fits', () => {
  test('passes every check', async () => {
    const report = await checkCloud(settings(), parts());
    expect(report.checks.map(({ name, result }) => [name, result])).toEqual(
      report.checks.map(({ name }) => [name, 'passed']),
    );
    expect(report.usable).toBe(true);
  });

  test.each([
    [12_000, 'warning', true],
    [-12_000, 'warning', true],
    [45_000, 'failed', false],
    [-45_000, 'failed', false],
  ])('with a clock here that is off by %i ms: %s', async (off, result, usable) => {
    const report = await checkCloud(settings(), parts({ now: () => new Date(Date.now() + off) }));
    expect(report.checks.find(({ name }) => name === 'time')?.result).toBe(result);
    expect(troubles(report).time).toMatch(off > 0 ? /seconds fast/ : /seconds slow/);
    expect(report.usable).toBe(usable);
  });

  test('is usable while Realtime cannot be joined, and says what that means', async () => {
    const openSocket = () => new WebSocket('ws://127.0.0.1:9/');
    const report = await checkCloud(settings(), parts({ openSocket }));
    expect(Object.keys(troubles(report))).toEqual(['realtime']);
    expect(report.usable).toBe(true);
  });

  test('is not usable when the sign-in does not answer', async () => {
    const clerkPublishableKey = `pk_live_${btoa('clerk.nowhere.invalid$')}`;
    const report = await checkCloud(settings({ clerkPublishableKey }), parts());
    expect(Object.keys(troubles(report))).toEqual(['clerk-key']);
    expect(report.usable).toBe(false);
  });
});

describe('something else', () => {
  test('a dead port: not reachable, and nothing behind that is looked at', async () => {
    const report = await checkCloud(settings({ url: 'http://127.0.0.1:9' }), parts());
    expect(Object.keys(troubles(report))).toEqual(['reachable']);
    expect(report.checks.at(-1)).toMatchObject({ name: 'realtime', result: 'skipped' });
    expect(report.usable).toBe(false);
  });

  test.each([
    ['a web site', { status: 404, type: 'text/html', body: '<h1>Not found</h1>' }, 'supabase'],
    ['another JSON service', { status: 404, type: 'application/json', body: '{"error":"no route"}' }, 'supabase'],
    ['endless text', { status: 200, type: 'application/json', body: `"${'x'.repeat(200_000)}"` }, 'supabase'],
    [
      'a gateway that does not know the key',
      { status: 401, type: 'application/json', body: '{"message":"Invalid API key","hint":"Double check it."}' },
      'key',
    ],
    ['a paused project', { status: 540, type: 'application/json', body: '{"message":"Project paused"}' }, 'reachable'],
    [
      'a project without our tables',
      { status: 404, type: 'application/json', body: '{"code":"PGRST202","message":"no function"}' },
      'schema',
    ],
  ])('%s fails at its own check', async (_, answer, at) => {
    await using server = await serve(answer);
    const report = await checkCloud(settings({ url: server.url }), parts());
    expect(Object.keys(troubles(report))).toEqual([at]);
    expect(report.usable).toBe(false);
  });
});

/** The real cloud with one answer of it replaced. */
async function through(fault: (name: string) => Fault) {
  const proxy = await faultProxy(cloud.url, ({ name }) => fault(name));
  const openSocket = (address: string) =>
    new WebSocket(address.replace(proxy.url.replace('http', 'ws'), cloud.url.replace('http', 'ws')));
  try {
    return troubles(await checkCloud(settings({ url: proxy.url }), parts({ openSocket })));
  } finally {
    await proxy[Symbol.asyncDispose]();
  }
}

describe('versions', () => {
  test('an older schema: before there was a version, and below what is needed', async () => {
    await using old = await testCloud();
    await old.sql`drop function cloud_version()`;
    await old.sql`notify pgrst`;
    const at = settings({ url: old.url });
    await expect
      .poll(async () => troubles(await checkCloud(at, parts())).schema)
      .toBe('The cloud is older than this app.');
    expect(
      await through((name) =>
        name === 'cloud_version' ? { answer: 200, body: '{"schema":0,"oldest_protocol":1}' } : null,
      ),
    ).toEqual({ schema: `The cloud is older than this app (0, needed is ${NEEDED_SCHEMA}).` });
  });

  test('a newer schema: that still talks to this app, and that does not', async () => {
    await using newer = await testCloud();
    const at = settings({ url: newer.url });
    await newer.sql`create or replace function schema_version() returns integer language sql immutable set search_path = '' as 'select 99'`;
    expect(troubles(await checkCloud(at, parts()))).toEqual({});
    await newer.sql`create or replace function oldest_protocol() returns integer language sql immutable set search_path = '' as 'select 99'`;
    expect(troubles(await checkCloud(at, parts()))).toEqual({ schema: 'The cloud is newer than this app.' });
  });
});

describe('row level security', () => {
  test('a table that anybody can read is named', async () => {
    await using open = await testCloud();
    await open.sql`grant select on organizations to anon`;
    await open.sql`create policy everybody on organizations for select to anon using (true)`;
    const report = await checkCloud(settings({ url: open.url }), parts());
    expect(troubles(report)).toEqual({ rls: 'Anybody can read: organizations.' });
    expect(report.usable).toBe(false);
  });

  test('a pull that anybody may call is found', async () => {
    expect(await through((name) => (name === 'sync_pull' ? { answer: 200, body: '{}' } : null))).toEqual({
      rls: 'Anybody can call sync_pull.',
    });
  });
});
