import { expect, test } from 'vitest';
import { AUDIT_PAGE, type AuditEntry } from '../../../shared/ipc/questions.ts';
import type { LocalEngine } from '../open-engine.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

const adminDesk = (cloud: TestCloud) => testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });

/** One statement is one transaction: all its entries have the same time. */
const recordMany = (cloud: TestCloud, count: number, at: string) => cloud.sql`
  insert into audit_log (organization_id, actor, action, resource_type, resource_id, created_at)
  select 'org_test', 'system', 'episode.published', 'episode', 'n' || n, ${at}::timestamptz from generate_series(1, ${count}) n`;

async function allPages(engine: LocalEngine, filter: { resource_type: 'episode' }): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last && { created_at: last.created_at, id: last.id };
    const page = await engine.ask('activity.audit', { filter, ...(before && { before }) });
    all.push(...page);
    if (page.length < AUDIT_PAGE) return all;
  }
}

test('an admin reads who did what to which thing, by its name', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  const { engine } = desk;
  const { id } = await engine.command('project.create', { title: 'Fintech' });
  await engine.settle(SETTLE_MS);
  await engine.command('project.update', { id, patch: { status: 'PAUSED' } });
  await engine.settle(SETTLE_MS);
  await cloud.sql`update projects set title = 'By SQL' where id = ${id}`;
  await engine.settle(SETTLE_MS);
  const entries = await engine.ask('activity.audit', { filter: { resource_type: 'project', resource_id: id } });
  expect(entries.map(({ action, actor }) => [action, actor.kind])).toEqual([
    ['project.changed', 'system'],
    ['project.paused', 'person'],
    ['project.created', 'person'],
  ]);
  expect(entries[1]).toMatchObject({
    actor: { id: 'user_ada' },
    resource: { title: 'By SQL', path: `/projects/${id}` },
    old_values: { status: 'ACTIVE' },
    new_values: { status: 'PAUSED' },
  });
});

test('pages are complete without gaps or doubles when entries have the same time', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  const { engine } = desk;
  await engine.settle(SETTLE_MS);
  await recordMany(cloud, AUDIT_PAGE + 7, '2026-11-01 10:00:00.123456+00');
  await recordMany(cloud, AUDIT_PAGE, '2026-11-01 10:00:00.123457+00');
  const all = await allPages(engine, { resource_type: 'episode' });
  expect(all).toHaveLength(2 * AUDIT_PAGE + 7);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const order = all.map(({ created_at, id }) => `${created_at} ${id}`);
  expect(order).toEqual([...order].sort().reverse());
});

test('it narrows by person and by day of the organisation', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  const { engine } = desk;
  await engine.settle(SETTLE_MS);
  await cloud.sql`update organizations set timezone = 'Pacific/Auckland' where id = 'org_test'`;
  // 23:30 of the 1st and 00:30 of the 2nd in Auckland (UTC+13 in November).
  await recordMany(cloud, 1, '2026-11-01 10:30+00');
  await recordMany(cloud, 2, '2026-11-01 11:30+00');
  const count = async (filter: { from?: string; until?: string; actor?: string }) =>
    (await engine.ask('activity.audit', { filter: { resource_type: 'episode', ...filter } })).length;
  expect(await count({ until: '2026-11-01' })).toBe(1);
  expect(await count({ from: '2026-11-02', until: '2026-11-02' })).toBe(2);
  expect(await count({ from: '2026-11-03' })).toBe(0);
  expect(await count({ actor: 'system' })).toBe(3);
  expect(await count({ actor: 'user_ada' })).toBe(0);
});

test('a member is told that it is for admins, and is not answered as if nothing had happened', async () => {
  await using cloud = await testCloud();
  await using admin = await adminDesk(cloud);
  await admin.engine.command('project.create', { title: 'Fintech' });
  await admin.engine.settle(SETTLE_MS);
  await using desk = await testDesk({
    cloud,
    user: 'user_ben',
    tokens: cloud.tokens('user_ben', 'org_test', 'member'),
  });
  await desk.engine.settle(SETTLE_MS);
  const asked = desk.engine.ask('activity.audit', { filter: {} });
  await expect(asked).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('for admins') });
  expect(desk.engine.status().connection.state).toBe('online');
});

test('another organisation has a trail of its own', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({
    cloud,
    user: 'user_eve',
    organization: 'org_other',
    tokens: cloud.tokens('user_eve', 'org_other'),
  });
  await desk.engine.settle(SETTLE_MS);
  await recordMany(cloud, 3, '2026-11-01 10:00+00');
  expect(await desk.engine.ask('activity.audit', { filter: { resource_type: 'episode' } })).toEqual([]);
});

test('off the network by choice it does not ask, and says what is safe', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  await desk.engine.settle(SETTLE_MS);
  await desk.engine.command('sync.set-offline', { offline: true });
  const asked = desk.engine.ask('activity.audit', { filter: {} });
  await expect(asked).rejects.toMatchObject({ code: 'offline', message: expect.stringContaining('is safe') });
  await desk.engine.command('sync.set-offline', { offline: false });
  await desk.engine.settle(SETTLE_MS);
  await expect(desk.engine.ask('activity.audit', { filter: {} })).resolves.not.toEqual([]);
});
