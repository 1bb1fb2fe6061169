import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../../../cloud/identity/publishable-key.ts';
import { testDesk } from '../testing/test-desk.ts';
import { CloudClient } from './cloud-client.ts';

const CLOUD = { url: 'http://127.0.0.1:9', publishableKey: PUBLISHABLE_KEY };
const tokens = { getToken: () => mintToken({ user: 'user_ada', organization: 'org_test', role: 'member' }) };

test('a wait of a century is one of minutes', async () => {
  const now = new Date();
  for (const after of ['Sat, 01 Jan 2120 00:00:00 GMT', '1e300', '99999999999', '-5']) {
    const client = new CloudClient({
      cloud: CLOUD,
      identity: { user: { id: 'user_ada', name: '' }, organization: { id: 'org_test', name: '' }, role: 'MEMBER' },
      tokens,
      platform: {
        now: () => now,
        fetch: async () => Response.json({}, { status: 503, headers: { 'retry-after': after } }),
      },
    });
    const answer = await client.call('sync_pull', {});
    await client.close();
    expect(answer.ok ? null : answer.failure.retryAfterMs, after).toBeLessThanOrEqual(15 * 60_000);
  }
});

test('the source of tokens learns of a 401, and of nothing else', async () => {
  const heard: number[] = [];
  let status = 0;
  const client = new CloudClient({
    cloud: CLOUD,
    identity: { user: { id: 'user_ada', name: '' }, organization: { id: 'org_test', name: '' }, role: 'MEMBER' },
    tokens: { ...tokens, forgetToken: () => heard.push(status) },
    platform: { now: () => new Date(), fetch: async () => Response.json({ message: 'no' }, { status }) },
  });
  for (status of [200, 401, 403, 503]) await client.call('sync_pull', {});
  await client.close();
  expect(heard).toEqual([401]);
});

test('what a person wrote does not follow a redirect to somebody else', async () => {
  const bodies: string[] = [];
  const thief = createServer((request, response) => {
    request.on('data', (chunk) => bodies.push(String(chunk)));
    request.on('end', () => response.end('[]'));
  });
  thief.listen(0, '127.0.0.1');
  await once(thief, 'listening');
  const target = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
  const redirecting = createServer((_, response) => response.writeHead(307, { location: target }).end());
  redirecting.listen(0, '127.0.0.1');
  await once(redirecting, 'listening');
  const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
  await using lured = await testDesk({ cloud: { url, publishableKey: CLOUD.publishableKey }, tokens });
  await lured.engine.command('project.create', { title: 'Private' });
  const status = await lured.engine.settle(20_000);
  expect(status.connection.state).toBe('unreachable');
  expect(status.pending_count).toBe(1);
  expect(bodies).toEqual([]);
  thief.close();
  redirecting.close();
});
