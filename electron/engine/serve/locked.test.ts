import { expect, test } from 'vitest';
import type { Push, Response } from '../../../shared/ipc/contract.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

type Failed = Extract<Push, { push: 'subscription-failed' }>;
const failed = (message: Response | Push): message is Failed =>
  'push' in message && message.push === 'subscription-failed';

test('once access has ended a page reads nothing but its own unsent edits and the conflicts that only it has a side of, and everything again once it is let in', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
  const { engine } = desk;
  await engine.command('project.create', { title: 'Theirs' });
  const disputed = await engine.command('project.create', { title: 'Disputed' });
  await engine.settle(30_000);
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('project.update', { id: disputed.id, patch: { title: 'As I have it' } });
  await cloud.sql`update projects set title = 'As it is there' where id = ${disputed.id}`;
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(30_000);
  const page = new TestPage();
  engine.connect(page.port);
  await page.request({ kind: 'subscribe', subscription: 1, name: 'projects.list', params: {} });

  await cloud.sql`update organization_members set deleted_at = now()`;
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('project.create', { title: 'Not sent' });
  await engine.command('sync.set-offline', { offline: false });
  await statusWhere(
    engine,
    ({ connection }) => connection.state === 'paused' && connection.reasons.includes('access-revoked'),
  );
  expect(await page.next(failed)).toMatchObject({ subscription: 1, error: { code: 'locked' } });
  const before = page.received.length;
  expect(await page.request({ kind: 'query', name: 'projects.list', params: {} })).toMatchObject({
    ok: false,
    error: { code: 'locked' },
  });
  await page.request({ kind: 'subscribe', subscription: 2, name: 'projects.list', params: {} });
  expect(await page.request({ kind: 'ask', name: 'usage.by_project', params: {} })).toMatchObject({
    error: { code: 'locked' },
  });
  expect(await page.request({ kind: 'search', request: { text: 'Theirs' } })).toMatchObject({
    error: { code: 'locked' },
  });
  expect(JSON.stringify(page.received.slice(before))).not.toContain('Theirs');
  expect(await page.request({ kind: 'query', name: 'sync.unsent', params: {} })).toMatchObject({
    ok: true,
    result: [{ table_name: 'projects', patch: { title: 'Not sent' } }],
  });
  expect(await page.request({ kind: 'query', name: 'conflicts.open', params: {} })).toMatchObject({
    ok: true,
    result: [{ row_id: disputed.id, column_name: 'title', mine: 'As I have it' }],
  });
  // What was typed in the moment before is taken and kept with it.
  expect(await page.request({ kind: 'command', name: 'project.create', payload: { title: 'Late' } })).toMatchObject({
    ok: true,
  });

  await cloud.sql`update organization_members set deleted_at = null`;
  await engine.settle(30_000);
  const titles = await page.request({ kind: 'query', name: 'projects.list', params: {} });
  expect(JSON.stringify(titles)).toContain('Theirs');
  expect(JSON.stringify(titles)).toContain('Late');
});
