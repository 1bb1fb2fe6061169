import { expect, test } from 'vitest';
import { faultProxy } from '../testing/fault-proxy.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

/** Three pages of a pull: 250 rows, 2,000, and the last. */
const ROWS = 3_000;
const SETTLE_MS = 50_000;

test('what the cloud makes of an edit comes with the download in which it was sent', async () => {
  await using cloud = await testCloud();
  await cloud.sql`insert into projects (organization_id, title) values ('org_test', 'Large')`;
  await cloud.sql`insert into planning_notes (organization_id, project_id, author_id, content)
    select 'org_test', id, 'user_ada', 'Note ' || n from projects, generate_series(1, ${ROWS}) n`;
  // As a trigger, or n8n, answers a change: only whoever pulls after the edit sees it.
  await cloud.sql.unsafe(`
    create function answer_edit() returns trigger language plpgsql security definer as $$
    begin
      insert into public.planning_notes (organization_id, project_id, author_id, content)
      select organization_id, id, 'n8n', 'Made of the edit' from public.projects where title = 'Large';
      return null;
    end $$;
    create trigger zz_answer_edit after insert on projects for each row execute function answer_edit();
  `);

  const asked = Promise.withResolvers<void>();
  const edited = Promise.withResolvers<void>();
  const lastIsHere = Promise.withResolvers<void>();
  await using proxy = await faultProxy(cloud.url, ({ name, count, answered }) => {
    if (name === 'sync_push') return { hold: lastIsHere.promise };
    if (name !== 'sync_pull') return null;
    if (count === 3) void answered.then(lastIsHere.resolve);
    if (count !== 2) return null;
    asked.resolve();
    return { hold: edited.promise };
  });
  await using desk = await testDesk({
    cloud: { url: proxy.url, publishableKey: cloud.publishableKey },
    tokens: cloud.tokens(),
  });
  const settled = desk.engine.settle(SETTLE_MS);
  await asked.promise;
  await desk.engine.command('project.create', { title: 'Made while it came' });
  edited.resolve();
  expect(await settled).toMatchObject({ pending_count: 0, first_sync: null, connection: { state: 'online' } });

  const { rows } = await desk.engine.store.query('select content from planning_notes where author_id = $1', ['n8n']);
  expect(rows).toEqual([{ content: 'Made of the edit' }]);
});
