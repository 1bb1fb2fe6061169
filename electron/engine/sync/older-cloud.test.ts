import { expect, test } from 'vitest';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

test('a cloud that does not answer pages as json yet is asked for them as before', async () => {
  await using cloud = await testCloud();
  await cloud.sql.unsafe(`
    alter function sync_pull(jsonb, integer, text) rename to page_of_later;
    create or replace function sync_pull(p_cursor jsonb default null, p_limit integer default 1000) returns jsonb
    language sql stable set search_path = '' as $$ select public.page_of_later(p_cursor, p_limit, 'json')::jsonb $$;
    notify pgrst, 'reload schema';
    insert into projects (organization_id, title) values ('org_test', 'Old and well');
  `);
  await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
  const status = await desk.engine.settle(SETTLE_MS);
  expect(status).toMatchObject({ connection: { state: 'online' }, first_sync: null });
  const { rows } = await desk.engine.store.query('select title from projects');
  expect(rows).toEqual([{ title: 'Old and well' }]);
});
