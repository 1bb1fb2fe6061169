import { expect, test } from 'vitest';
import { faultProxy } from '../testing/fault-proxy.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

test('a new desk asks for its first page before it sends what was made on it, and both arrive', async () => {
  await using cloud = await testCloud();
  await cloud.sql`insert into projects (organization_id, title) values ('org_test', 'There before')`;
  const asked = Promise.withResolvers<void>();
  await using proxy = await faultProxy(cloud.url, ({ name }) => {
    if (name === 'sync_pull') asked.resolve();
    return name === 'sync_push' ? { hold: asked.promise } : null;
  });
  await using desk = await testDesk({
    cloud: { url: proxy.url, publishableKey: cloud.publishableKey },
    tokens: cloud.tokens(),
    offline: true,
  });
  await desk.engine.command('project.create', { title: 'Made on the train' });
  await desk.engine.command('sync.set-offline', { offline: false });
  const status = await desk.engine.settle(SETTLE_MS);
  expect(status).toMatchObject({ pending_count: 0, first_sync: null, connection: { state: 'online' } });
  const { rows } = await desk.engine.store.query('select title from projects order by title');
  expect(rows).toEqual([{ title: 'Made on the train' }, { title: 'There before' }]);
  const there = await cloud.sql`select title from projects order by title`;
  expect([...there]).toEqual(rows);
});
