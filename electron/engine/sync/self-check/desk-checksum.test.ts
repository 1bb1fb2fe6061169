import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedProject, testStore } from '../../store/testing/test-store.ts';
import { deskChecksum } from './desk-checksum.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
beforeAll(async () => {
  opened = await testStore();
  const project = await seedProject(opened.store);
  await opened.store.transaction({ origin: 'sync' }, async (tx) => {
    await tx.query(
      `insert into planning_notes (organization_id, project_id, author_id, content, rev)
       select 'org', $1::uuid, 'user_ada', 'Note ' || n, n from generate_series(1, 250) n`,
      [project],
    );
    // Made here and not sent: the cloud does not have it. And one that the schema did not take, which it has.
    await tx.query(
      `insert into outbox (mutation_id, group_id, command, table_name, row_id, op)
       select gen_random_uuid(), gen_random_uuid(), 'note.create', 'planning_notes', id::text, 'insert'
       from planning_notes where rev = 7`,
    );
    await tx.query(
      `insert into set_aside (table_name, row_id, row, reason)
       values ('planning_notes', gen_random_uuid()::text, '{"rev": 3}', 'refused')`,
    );
  });
});
afterAll(() => opened[Symbol.asyncDispose]());

test('is the same however long its pages are, and as one statement over the whole table', async () => {
  const { rows } = await opened.store.query<{ whole: unknown }>("select desk_checksum('planning_notes') as whole");
  expect(rows[0]?.whole).toMatchObject({ count: 250 });
  for (const pageRows of [7, 50, 249, 250, 1_000]) {
    expect(await deskChecksum(opened.store, 'planning_notes', pageRows)).toEqual(rows[0]?.whole);
  }
});

test('of an empty table, and of one with ids that are text', async () => {
  expect(await deskChecksum(opened.store, 'blocks')).toEqual({ table: 'blocks', count: 0, buckets: {} });
  expect(await deskChecksum(opened.store, 'organizations')).toMatchObject({ count: 1 });
});
