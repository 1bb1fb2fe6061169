import { expect, test } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { testDirectory, testStore } from '../store/testing/test-store.ts';
import { EditWorld } from '../testing/edit-world.ts';
import { deepJson } from '../testing/hostile/hostile-values.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';
import { applyRows, readDeskColumns } from './apply-rows.ts';
import { takeRow } from './cloud-row.ts';
import { NEWER_ROW } from './merge-or-set-aside.ts';
import { replaySetAside } from './replay-set-aside.ts';

const SETTLE_MS = 50_000;

/** Opens the desk of `dataDir`, changes its schema, and lets it sync. What it says afterwards is read by `look`. */
async function desk<T>(
  cloud: TestCloud,
  {
    dataDir,
    offline,
    look,
  }: {
    dataDir: string;
    offline: boolean;
    look: (sql: (text: string) => Promise<unknown[]>, engine: LocalEngine) => Promise<T>;
  },
): Promise<T> {
  await using opened = await testDesk({ cloud, tokens: cloud.tokens(), dataDir, offline });
  const { engine } = opened;
  if (!offline) await engine.settle(SETTLE_MS);
  const sql = async (text: string) => (await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query(text))).rows;
  // Awaited here: the desk closes when this function ends.
  return await look(sql, engine);
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

test('an unsent edit of a row with a value that an older app does not know stops nothing: it waits for the update, and then goes by itself', async () => {
  await using cloud = await testCloud();
  await using directory = await testDirectory();
  const dataDir = directory.path;
  const [project] = await cloud.sql<{ id: string }[]>`
    insert into projects (organization_id, title, status) values ('org_test', 'Edited', 'ACTIVE') returning id::text as id`;
  const id = project?.id ?? '';
  const edit = (engine: LocalEngine, text: string) =>
    engine.command('project.update', { id, patch: { onboarding_brief: text } });
  const entries = "select state, error ->> 'code' as code from outbox";
  await desk(cloud, {
    dataDir,
    offline: false,
    look: async (sql, engine) => {
      const expectParked = async () => {
        await engine.settle(SETTLE_MS);
        const waits = { connection: { state: 'online' }, pending_count: 0, attention_count: 1 };
        expect(engine.status()).toMatchObject(waits);
        expect(await sql(entries)).toEqual([{ state: 'parked', code: NEWER_ROW }]);
        expect(await sql('select reason from set_aside')).toEqual([{ reason: 'refused' }]);
        expect(await sql("select from sync_log where details ? 'set_aside'")).toHaveLength(1);
      };
      await engine.command('sync.set-offline', { offline: true });
      await edit(engine, 'Unsent');
      await cloud.sql`alter type project_status add value 'FROM_A_NEWER_CLOUD'`;
      await cloud.sql`update projects set status = 'FROM_A_NEWER_CLOUD'`;
      await cloud.sql`insert into projects (organization_id, title) values ('org_test', 'News')`;
      await engine.command('sync.set-offline', { offline: false });
      await expectParked();
      expect(await engine.query('projects.list', {})).toHaveLength(2);
      // Edited, and so sent again, it waits again; and the row that comes once more is told no second time.
      await edit(engine, 'Unsent still');
      await cloud.sql`update projects set timezone = 'Europe/Paris' where id = ${id}`;
      await expectParked();
      // The update.
      await sql("alter type project_status add value 'FROM_A_NEWER_CLOUD'");
    },
  });
  await desk(cloud, {
    dataDir,
    offline: false,
    look: async (sql, engine) => {
      expect(engine.status()).toMatchObject({ connection: { state: 'online' }, pending_count: 0, attention_count: 0 });
      for (const table of ['outbox', 'set_aside', 'conflicts']) expect(await sql(`select from ${table}`)).toEqual([]);
      const here = `select status::text as status, onboarding_brief as brief from projects where id = '${id}'`;
      expect(await sql(here)).toEqual([{ status: 'FROM_A_NEWER_CLOUD', brief: 'Unsent still' }]);
    },
  });
  expect(await cloud.sql`select onboarding_brief as brief from projects where id = ${id}`).toEqual([
    { brief: 'Unsent still' },
  ]);
});

test('an edit made while another one of its row was on its way waits too, and is in no conflict with itself', async () => {
  await using opened = await testStore();
  const { store } = opened;
  const world = await EditWorld.open(store);
  await world.edit({ title: 'b' });
  await world.push(({ mutation_id, patch }) => {
    world.changeCloud({ ...patch, status: 'FROM_A_NEWER_CLOUD' });
    return { mutation_id, status: 'applied', rev: world.cloudRow.rev, row: world.cloudRow };
  });
  expect(await world.entries()).toEqual([]);
  await world.edit({ title: 'c' });
  await world.push({ status: 502 });
  await world.edit({ title: 'd' });
  await world.push(({ mutation_id, patch }) => {
    world.changeCloud(patch);
    return { mutation_id, status: 'applied', rev: world.cloudRow.rev, row: world.cloudRow };
  });
  expect(await world.entries()).toMatchObject([{ state: 'refused', patch: { title: 'd' } }]);
  await store.transaction({ origin: 'sync' }, (tx) =>
    tx.query("alter type episode_status add value 'FROM_A_NEWER_CLOUD'"),
  );
  const columns = await readDeskColumns(store);
  await replaySetAside(store, { columns, organizationId: 'org_test', at: new Date(), force: false });
  expect(await world.entries()).toMatchObject([{ state: 'pending', patch: { title: 'd' } }]);
  expect(await world.localRow()).toMatchObject({ title: 'd', status: 'FROM_A_NEWER_CLOUD' });
  expect((await store.query('select from conflicts')).rows).toEqual([]);
});

test('a row with a column beyond what a desk works with is set aside, edited or not, and is put in place once it is not', async () => {
  await using opened = await testStore();
  const { store } = opened;
  const context = { columns: await readDeskColumns(store), organizationId: 'org_test', at: new Date(), force: false };
  const world = await EditWorld.open(store);
  const pull = async (change: object) => {
    world.changeCloud({});
    const row = takeRow({ ...world.cloudRow, ...change });
    if (row === null) throw new Error('this is no row');
    await store.transaction({ origin: 'sync' }, (tx) => applyRows(tx, context, [{ table: 'episodes', row }]));
  };
  const deep = { sources: deepJson(500) };
  const aside = async () => (await store.query('select reason from set_aside')).rows;
  await pull(deep);
  expect(await aside()).toEqual([{ reason: 'refused' }]);
  await replaySetAside(store, context);
  expect(await aside()).toEqual([{ reason: 'refused' }]);

  await world.edit({ title: 'b' });
  await pull(deep);
  expect(await world.entries()).toMatchObject([{ state: 'pending' }]);
  await world.push(({ mutation_id }) => {
    const row = { ...world.cloudRow, sources: JSON.parse(JSON.stringify(deep.sources)) };
    return { mutation_id, status: 'conflict', rev: row.rev, row };
  });
  expect(await world.entries()).toMatchObject([{ state: 'refused' }]);
  expect(await aside()).toEqual([{ reason: 'refused' }]);
  const { rows: told } = await store.query("select from sync_log where details ? 'set_aside'");
  expect(told).toHaveLength(1);

  await pull({ summary: 'of the cloud' });
  expect(await aside()).toEqual([]);
  expect(await world.entries()).toMatchObject([{ state: 'pending', patch: { title: 'b' } }]);
  expect(await world.localRow()).toMatchObject({ title: 'b', summary: 'of the cloud', rev: world.cloudRow.rev });
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
