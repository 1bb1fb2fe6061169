import { expect, test } from 'vitest';
import { testDirectory, testStore } from '../store/testing/test-store.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';
import { applyRows, readDeskColumns } from './apply-rows.ts';
import { replaySetAside } from './replay-set-aside.ts';

const SETTLE_MS = 50_000;

/** Opens the desk of `dataDir`, changes its schema, and lets it sync. What it says afterwards is read by `look`. */
async function desk<T>(
  cloud: TestCloud,
  {
    dataDir,
    offline,
    look,
  }: { dataDir: string; offline: boolean; look: (sql: (text: string) => Promise<unknown[]>) => Promise<T> },
): Promise<T> {
  await using opened = await testDesk({ cloud, tokens: cloud.tokens(), dataDir, offline });
  const { engine } = opened;
  if (!offline) await engine.settle(SETTLE_MS);
  // Awaited here: the desk closes when this function ends.
  return await look(async (text) => (await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query(text))).rows);
}

test('columns and values that an older app has no place for are kept, in their newest state, and are there after the update', async () => {
  await using cloud = await testCloud();
  await using directory = await testDirectory();
  const dataDir = directory.path;
  await cloud.sql`alter type project_status add value 'FROM_A_NEWER_CLOUD'`;
  await cloud.sql`alter table projects add column from_a_newer_cloud text default 'x'`;
  await cloud.sql`grant select (from_a_newer_cloud) on projects to authenticated`;
  await cloud.sql`insert into projects (organization_id, title, status) values ('org_test', 'Newer', 'FROM_A_NEWER_CLOUD'), ('org_test', 'Known', 'ACTIVE')`;
  const titles = 'select title from projects order by title';
  await desk(cloud, {
    dataDir,
    offline: false,
    look: async (sql) => {
      expect(await sql(titles)).toEqual([{ title: 'Known' }]);
      expect(await sql('select reason from set_aside order by reason')).toEqual([
        { reason: 'refused' },
        { reason: 'unknown-columns' },
      ]);
    },
  });
  await cloud.sql`update projects set from_a_newer_cloud = 'y' where title = 'Known'`;
  await desk(cloud, {
    dataDir,
    offline: false,
    // The update.
    look: async (sql) => {
      await sql("alter type project_status add value 'FROM_A_NEWER_CLOUD'");
      await sql('alter table projects add column from_a_newer_cloud text');
    },
  });
  await desk(cloud, {
    dataDir,
    offline: true,
    look: async (sql) => {
      expect(
        await sql('select title, status::text as status, from_a_newer_cloud as newer from projects order by title'),
      ).toEqual([
        { title: 'Known', status: 'ACTIVE', newer: 'y' },
        { title: 'Newer', status: 'FROM_A_NEWER_CLOUD', newer: 'x' },
      ]);
      expect(await sql('select from set_aside')).toEqual([]);
    },
  });
});

test('rows of a table that an older app does not have are kept, the newest of each, and placed by the one that has it', async () => {
  await using opened = await testStore();
  const { store } = opened;
  const columns = await readDeskColumns(store);
  const newer = { columns, organizationId: 'org_test', at: new Date(), force: false };
  const older = { ...newer, columns: new Map([...columns].filter(([table]) => table !== 'highlights')) };
  const highlight = (rev: number, colour: string) => ({
    table: 'highlights',
    row: {
      id: '01900000-0000-7000-8000-000000000001',
      organization_id: 'org_test',
      user_id: 'user_ada',
      block_id: '01900000-0000-7000-8000-000000000002',
      start_offset: 0,
      end_offset: 4,
      note: '',
      selected_text: 'Text',
      colour,
      created_at: '2026-11-23T10:00:00+00:00',
      updated_at: '2026-11-23T10:00:00+00:00',
      deleted_at: null,
      rev,
      txid: '7',
    },
  });
  const aside = async () => (await store.query('select table_name, reason from set_aside')).rows;
  for (const change of [highlight(1, 'yellow'), highlight(2, 'green')])
    await store.transaction({ origin: 'sync' }, (tx) => applyRows(tx, older, [change]));
  expect(await aside()).toEqual([{ table_name: 'highlights', reason: 'unknown-table' }]);
  await replaySetAside(store, older);
  expect(await aside()).toHaveLength(1);
  await replaySetAside(store, newer);
  expect(await aside()).toEqual([]);
  expect((await store.query('select colour, rev::int4 as rev from highlights')).rows).toEqual([
    { colour: 'green', rev: 2 },
  ]);
});
