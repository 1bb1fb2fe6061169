import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { testDirectory } from '../store/testing/test-store.ts';
import { faultProxy } from '../testing/fault-proxy.ts';
import { testCloud } from '../testing/test-cloud.ts';

/** Five pages of a pull, of which the first is short. */
const ROWS = 6_500;
/** The page at which the process is killed: it is asked for, two ahead, when the second is taken, and so the first is on the disk. */
const KILLED_AT = 4;

test('a first sync that is killed goes on where it was', { timeout: 120_000 }, async () => {
  await using cloud = await testCloud();
  await using directory = await testDirectory();
  await cloud.sql`insert into users (id, name) values ('user_ada', 'Ada')`;
  await cloud.sql`insert into projects (organization_id, title) values ('org_test', 'Large')`;
  await cloud.sql`insert into planning_notes (organization_id, project_id, author_id, content)
    select 'org_test', id, 'user_ada', 'Note ' || n from projects, generate_series(1, ${ROWS}) n`;

  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const never = Promise.withResolvers<void>();
  await using proxy = await faultProxy(cloud.url, ({ name, count }) => {
    if (name !== 'sync_pull' || count !== KILLED_AT) return null;
    reach();
    return { hold: never.promise };
  });
  const token = await cloud.tokens().getToken();
  const connection = ['--url', proxy.url, '--key', cloud.publishableKey, '--token', token, '--data', directory.path];
  const client = () =>
    spawn(process.execPath, ['electron/engine/client/main.ts', ...connection, 'list', 'planning_notes'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const killed = client();
  await reached;
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const before = proxy.calls.filter(({ name }) => name === 'sync_pull').map(({ body }) => JSON.parse(body).p_cursor);
  const again = client();
  const rows: unknown = JSON.parse(await text(again.stdout));
  expect(rows).toHaveLength(ROWS);

  const cursors = proxy.calls.filter(({ name }) => name === 'sync_pull').map(({ body }) => JSON.parse(body).p_cursor);
  expect(before).toHaveLength(KILLED_AT);
  expect(before[0]).toBeNull();
  // Asked for again: at most what came after the first page.
  expect(cursors.slice(1, KILLED_AT)).toContainEqual(cursors[KILLED_AT]);
  expect(cursors.filter((cursor) => cursor === null)).toHaveLength(1);
});
