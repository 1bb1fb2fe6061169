import { describe, expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { PROTOCOL_VERSION, type Push, type Response } from '../../../shared/ipc/contract.ts';
import { PageTokenSource } from '../identity/page-token-source.ts';
import { machinePlatform } from '../platform.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

type Rows = Extract<Push, { push: 'rows' }>;

function rowsWith(count: number) {
  return (message: Response | Push): message is Rows =>
    'push' in message && message.push === 'rows' && message.rows.length === count;
}

describe('a page on a port', () => {
  test('is greeted, gives commands, and sees what they change', async () => {
    await using desk = await testDesk();
    const page = new TestPage();
    desk.engine.connect(page.port);
    expect(page.received[0]).toMatchObject({
      v: PROTOCOL_VERSION,
      push: 'hello',
      session: { user: { id: 'user_ada' }, organization: { id: 'org_test' } },
      status: { connection: { state: 'paused', reasons: ['offline-by-choice'] } },
    });
    expect(await page.request({ kind: 'subscribe', subscription: 7, name: 'projects.list', params: {} })).toMatchObject(
      { ok: true },
    );
    await page.next(rowsWith(0));
    const created = await page.request({ kind: 'command', name: 'project.create', payload: { title: 'Seen' } });
    expect(created).toMatchObject({ ok: true });
    expect(await page.next(rowsWith(1))).toMatchObject({ subscription: 7, rows: [{ title: 'Seen' }] });
    expect(await page.request({ kind: 'query', name: 'projects.list', params: {} })).toMatchObject({
      ok: true,
      result: [{ title: 'Seen' }],
    });
  });

  test('has the status with the waiting edit before the answer to its command', async () => {
    await using desk = await testDesk();
    const page = new TestPage();
    desk.engine.connect(page.port);
    const answer = await page.request({ kind: 'command', name: 'project.create', payload: { title: 'Counted' } });
    const counted = page.received.findIndex(
      (one) => 'push' in one && one.push === 'status' && one.status.pending_count === 1,
    );
    expect(counted).toBeGreaterThan(-1);
    expect(counted).toBeLessThan(page.received.indexOf(answer));
  });

  test('gets no more rows after it unsubscribed or closed', async () => {
    await using desk = await testDesk();
    const page = new TestPage();
    desk.engine.connect(page.port);
    await page.request({ kind: 'subscribe', subscription: 1, name: 'projects.list', params: {} });
    await page.next(rowsWith(0));
    await page.request({ kind: 'unsubscribe', subscription: 1 });
    page.close();
    const before = page.received.length;
    await desk.engine.command('project.create', { title: 'Unseen' });
    expect(page.received.slice(before)).toEqual([]);
  });

  test.each([
    ['another version', { v: 99, id: 1, kind: 'query', name: 'projects.list', params: {} }, 'wrong-version'],
    ['an unknown kind', { v: PROTOCOL_VERSION, id: 1, kind: 'drop' }, 'bad-request'],
    [
      'an unknown command',
      { v: PROTOCOL_VERSION, id: 1, kind: 'command', name: 'toString', payload: {} },
      'bad-request',
    ],
    ['an unknown query', { v: PROTOCOL_VERSION, id: 1, kind: 'query', name: 'constructor', params: {} }, 'bad-request'],
    [
      'parameters that do not fit',
      { v: PROTOCOL_VERSION, id: 1, kind: 'query', name: 'projects.get', params: { id: 'x' } },
      'bad-request',
    ],
    [
      'a payload that does not fit',
      { v: PROTOCOL_VERSION, id: 1, kind: 'command', name: 'project.create', payload: { title: 3 } },
      'bad-request',
    ],
    [
      'what is not there',
      {
        v: PROTOCOL_VERSION,
        id: 1,
        kind: 'command',
        name: 'block.remove',
        payload: { id: '00000000-0000-7000-8000-000000000000' },
      },
      'not-found',
    ],
  ])('is told what is wrong with %s', async (_, message, code) => {
    await using desk = await testDesk();
    const page = new TestPage();
    desk.engine.connect(page.port);
    page.sendRaw(message);
    const answer = await page.next((one): one is Response => 'id' in one && one.id === 1);
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });

  test('is asked for a token, and its answer ends the wait', async () => {
    await using cloud = await testCloud();
    const identity = { user: { id: 'user_ada', name: 'Ada' }, organization: { id: 'org_test', name: 'Meridian' } };
    await using desk = await testDesk({ cloud, tokens: new PageTokenSource(machinePlatform, identity) });
    await statusWhere(desk.engine, ({ connection }) => connection.state === 'paused');
    const page = new TestPage();
    desk.engine.connect(page.port);
    const asked = await page.next(
      (one): one is Extract<Push, { push: 'token.wanted' }> => 'push' in one && one.push === 'token.wanted',
    );
    const token = await mintToken({ user: 'user_ada', organization: 'org_test' });
    await page.request({ kind: 'token', wanted: asked.wanted, token });
    await statusWhere(
      desk.engine,
      ({ connection, first_sync }) => connection.state === 'online' && first_sync === null,
    );
  });
});
