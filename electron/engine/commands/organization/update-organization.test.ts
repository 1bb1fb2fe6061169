import { expect, test } from 'vitest';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

test('an admin changes the limits, offline too; 0 is a limit', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  const { engine } = desk;
  await engine.settle(SETTLE_MS);
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('organization.update', { patch: { daily_cost_limit_gbp: 72.5, episode_cost_limit_gbp: 0 } });
  expect(await engine.query('organization.get', {})).toMatchObject([
    { daily_cost_limit_gbp: 72.5, episode_cost_limit_gbp: 0 },
  ]);
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(SETTLE_MS);
  const [row] = await cloud.sql`
    select daily_cost_limit_gbp::float as day, episode_cost_limit_gbp::float as episode from organizations where id = 'org_test'`;
  expect(row).toEqual({ day: 72.5, episode: 0 });
  const [entry] = await engine.ask('activity.audit', { filter: { resource_type: 'organization' } });
  expect(entry).toMatchObject({
    actor: { kind: 'person', id: 'user_ada' },
    old_values: { daily_cost_limit_gbp: 50, episode_cost_limit_gbp: 3 },
    severity: 'warning',
  });
});

test('from a member the cloud does not take it; it stays here and needs attention', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({
    cloud,
    user: 'user_ben',
    tokens: cloud.tokens('user_ben', 'org_test', 'member'),
  });
  const { engine } = desk;
  await engine.settle(SETTLE_MS);
  await engine.command('organization.update', { patch: { daily_cost_limit_gbp: 1000 } });
  const status = await engine.settle(SETTLE_MS);
  expect(status.attention_count).toBe(1);
  const [row] = await cloud.sql`select daily_cost_limit_gbp::float as day from organizations where id = 'org_test'`;
  expect(row).toEqual({ day: 50 });
});

test('what is no limit is refused here and changes nothing', async () => {
  await using desk = await testDesk();
  for (const limit of [-1, Number.NaN, 1e9]) {
    const given = desk.engine.command('organization.update', { patch: { daily_cost_limit_gbp: limit } });
    await expect(given, String(limit)).rejects.toMatchObject({ code: 'bad-request' });
  }
});
