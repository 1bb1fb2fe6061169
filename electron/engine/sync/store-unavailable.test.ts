import { expect, test } from 'vitest';
import { openEngine } from '../open-engine.ts';
import { machinePlatform } from '../platform.ts';
import type { Store } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { testStore, testTemplate } from '../store/testing/test-store.ts';
import { testCloud } from '../testing/test-cloud.ts';

const SETTLE_MS = 50_000;

test('a full disk pauses sync, says so, and ends by itself', async () => {
  await using cloud = await testCloud();
  await using opened = await testStore();
  const { store, dataDir } = opened;
  let full = false;
  /** The real store on a disk that has no room while `full`; what it answers then is what Postgres' 53100 becomes. */
  const onFullDisk: Store = {
    query: (sql, params) => store.query(sql, params),
    transaction: (options, run) =>
      full ? Promise.reject(new StoreError('disk-full', 'no space left on device')) : store.transaction(options, run),
    onChange: (listener) => store.onChange(listener),
    onReplaced: (listener) => store.onReplaced(listener),
    isAwaited: () => store.isAwaited(),
    close: async () => undefined,
  };
  const name = (id: string) => ({ id, name: id });
  const engine = await openEngine(
    {
      dataDir,
      templateDir: await testTemplate(),
      workspace: 'cloud',
      cloud,
      identity: { user: name('user_ada'), organization: name('org_test'), role: 'ADMIN' },
      tokens: cloud.tokens(),
    },
    { platform: { ...machinePlatform, log: () => undefined }, realtime: false, openStore: async () => onFullDisk },
  );
  await engine.command('project.create', { title: 'Before' });
  await engine.settle(SETTLE_MS);

  full = true;
  await cloud.sql`insert into projects (organization_id, title) values ('org_test', 'Meanwhile')`;
  expect(await engine.settle(SETTLE_MS)).toMatchObject({
    connection: { state: 'paused', reasons: ['store-unavailable'] },
  });
  await expect(engine.command('project.create', { title: 'Refused' })).rejects.toMatchObject({ code: 'disk-full' });
  expect(await engine.settle(SETTLE_MS)).toMatchObject({
    connection: { state: 'paused', reasons: ['store-unavailable'] },
  });

  full = false;
  expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' }, pending_count: 0 });
  expect((await engine.query('projects.list', {})).map((row) => row.title).toSorted()).toEqual(['Before', 'Meanwhile']);
  await engine.close();
});
