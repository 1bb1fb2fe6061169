import { expect, test } from 'vitest';
import { CALLS_PAGE, type UsageCall } from '../../../shared/ipc/questions.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
const DAYS = { from: '2026-11-01', until: '2026-11-30' };

const adminDesk = (cloud: TestCloud) => testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });

const spend = (cloud: TestCloud, cost: number, at: string, call: { episode_id?: string; operation?: string } = {}) =>
  cloud.sql`insert into token_usage ${cloud.sql({
    organization_id: 'org_test',
    operation: 'research',
    model: 'small',
    prompt_tokens: 100,
    completion_tokens: 10,
    cost_gbp: cost,
    created_at: at,
    ...call,
  })}`;

test('cost by project is that of its episodes; calls without an episode are shown as belonging to none', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  const { engine } = desk;
  const project = await engine.command('project.create', { title: 'Fintech' });
  const gone = await engine.command('project.create', { title: 'Gone' });
  const episode = await engine.command('episode.create', { project_id: project.id, title: 'Pilot' });
  const lost = await engine.command('episode.create', { project_id: gone.id, title: 'Lost' });
  await engine.command('project.remove', { id: gone.id });
  await engine.settle(SETTLE_MS);
  await spend(cloud, 0.5, '2026-11-02 12:00+00', { episode_id: episode.id });
  await spend(cloud, 1.25, '2026-11-03 12:00+00', { episode_id: episode.id });
  await spend(cloud, 0.75, '2026-11-03 12:00+00', { episode_id: lost.id });
  await spend(cloud, 0.1, '2026-11-03 12:00+00', { operation: 'chat' });
  // Of other days of the organisation (Europe/London).
  await spend(cloud, 99, '2026-10-31 23:59:59+00', { episode_id: episode.id });
  await spend(cloud, 99, '2026-12-01 00:00+00', { episode_id: episode.id });
  const projects = await engine.ask('usage.by_project', DAYS);
  expect(projects.map(({ title, deleted, calls, cost_gbp }) => [title, deleted, calls, cost_gbp])).toEqual([
    ['Fintech', false, 2, 1.75],
    ['Gone', true, 1, 0.75],
    [null, false, 1, 0.1],
  ]);
  await engine.settle(SETTLE_MS);
  const daily = await engine.query('usage.daily', { since: DAYS.from });
  const inRange = daily.filter(({ usage_date }) => usage_date <= DAYS.until);
  expect(inRange.map(({ usage_date, cost_gbp }) => [usage_date, cost_gbp])).toEqual([
    ['2026-11-03', 2.1],
    ['2026-11-02', 0.5],
  ]);
  expect(inRange[0]?.by_operation).toEqual({
    chat: { calls: 1, tokens: 110, cost_gbp: 0.1 },
    research: { calls: 2, tokens: 220, cost_gbp: 2 },
  });
});

test('single calls come in pages without gaps when they have the same time, and of one operation when asked', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  const { engine } = desk;
  await engine.settle(SETTLE_MS);
  await cloud.sql`
    insert into token_usage (organization_id, operation, model, cost_gbp, user_id, created_at)
    select 'org_test', case when n % 3 = 0 then 'chat' else 'research' end::ai_operation, 'small', 0.001, 'user_ada',
      '2026-11-05 10:00:00.5+00'
    from generate_series(1, ${2 * CALLS_PAGE}) n`;
  const calls: UsageCall[] = [];
  for (;;) {
    const last = calls.at(-1);
    const before = last && { created_at: last.created_at, id: last.id };
    const page = await engine.ask('usage.calls', { ...DAYS, ...(before && { before }) });
    if (page.length === 0) break;
    calls.push(...page);
  }
  expect(new Set(calls.map(({ id }) => id)).size).toBe(2 * CALLS_PAGE);
  expect(calls).toHaveLength(2 * CALLS_PAGE);
  const chats = await engine.ask('usage.calls', { ...DAYS, operation: 'chat' });
  expect(chats).toHaveLength(33);
});

test('nothing was used: there is nothing to list', async () => {
  await using cloud = await testCloud();
  await using desk = await adminDesk(cloud);
  await desk.engine.settle(SETTLE_MS);
  expect(await desk.engine.ask('usage.by_project', DAYS)).toEqual([]);
  expect(await desk.engine.ask('usage.calls', DAYS)).toEqual([]);
  expect(await desk.engine.query('usage.daily', { since: DAYS.from })).toEqual([]);
});

test('without the cloud, or with days that are none, it says so', async () => {
  await using desk = await testDesk();
  await expect(desk.engine.ask('usage.by_project', DAYS)).rejects.toMatchObject({ code: 'offline' });
  const nonsense = { from: 'soon', until: '2026-11-31' };
  await expect(desk.engine.ask('usage.by_project', nonsense)).rejects.toMatchObject({ code: 'bad-request' });
});
