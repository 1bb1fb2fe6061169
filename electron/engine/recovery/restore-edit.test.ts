import { afterAll, beforeEach, expect, test } from 'vitest';
import type { JsonRow } from '../../../shared/sync/protocol.ts';
import type { SqlValue } from '../store/contract.ts';
import { seedProject, testStore } from '../store/testing/test-store.ts';
import { loggedEdit } from './testing/logged-edit.ts';

const opened = await testStore();
const { store } = opened;
const project = await seedProject(store);
afterAll(() => opened[Symbol.asyncDispose]());

async function one<Row>(sql: string, parameters: SqlValue[] = []): Promise<Row | undefined> {
  return (await store.transaction({ origin: 'record' }, (tx) => tx.query<Row>(sql, parameters))).rows[0];
}

async function here(): Promise<JsonRow> {
  return (await one<{ row: JsonRow }>("select desk_row('projects', $1) as row", [project]))?.row ?? {};
}

async function base(): Promise<JsonRow> {
  return (await one<{ row: JsonRow }>('select row from sync_base'))?.row ?? {};
}

/** An edit of the title, of a log that has `row` as what it was made on. */
async function restore(row: JsonRow): Promise<void> {
  const edit = { ...loggedEdit(1), table_name: 'projects', row_id: project, patch: { title: 'Mine' }, base: row };
  expect(
    await one('select restore_edit($1::jsonb, $2, $3::uuid[]) as restored', [
      JSON.stringify(edit),
      'org',
      [edit.mutation_id],
    ]),
  ).toEqual({ restored: true });
}

beforeEach(async () => {
  for (const table of ['outbox', 'sync_base', 'set_aside']) await one(`delete from ${table}`);
  await one("update projects set title = 'Project', onboarding_brief = 'Here', status = 'ACTIVE', rev = 5");
});

test('a row that is newer than what the edit was made on stays, and is what the next merge starts from', async () => {
  await restore({ ...(await here()), onboarding_brief: 'Older', rev: 4 });
  expect(await here()).toMatchObject({ title: 'Mine', onboarding_brief: 'Here', rev: 5 });
  expect(await base()).toMatchObject({ title: 'Project', onboarding_brief: 'Here', rev: 5 });
});

test('where the row that the edit was made on cannot be placed, what is here is what the next merge starts from', async () => {
  await restore({ ...(await here()), onboarding_brief: 'Newer', status: 'OF_A_NEWER_CLOUD', rev: 6 });
  expect(await here()).toMatchObject({ title: 'Mine', onboarding_brief: 'Here', rev: 5 });
  expect(await base()).toMatchObject({ title: 'Project', onboarding_brief: 'Here', rev: 5 });
  expect(await one('select from set_aside')).toBeUndefined();
});

test('columns that this version does not have keep nothing else from its place', async () => {
  await restore({ ...(await here()), onboarding_brief: 'Newer', of_another_version: 1, rev: 6 });
  expect(await here()).toMatchObject({ title: 'Mine', onboarding_brief: 'Newer', rev: 6 });
  expect(await base()).toMatchObject({ onboarding_brief: 'Newer', rev: 6 });
});

test('an edit whose log has no sense for what it was made on is kept', async () => {
  for (const row of [{}, { rev: 'x' }, { rev: 6, created_at: 'never' }]) {
    await one('delete from outbox');
    await restore(row);
    expect(await here()).toMatchObject({ title: 'Mine', onboarding_brief: 'Here' });
  }
});
