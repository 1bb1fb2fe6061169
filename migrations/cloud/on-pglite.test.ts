import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../cloud/database/migrate.ts';
import { pgliteSession } from '../../cloud/database/migration-database.ts';
import { CLOUD_MIGRATIONS } from '../../cloud/database/migration-files.ts';
import { applyPlatform } from '../../cloud/database/platform.ts';
import { member } from '../../cloud/testing/as-caller.ts';
import { insertion, present, update } from '../../cloud/testing/sync-caller.ts';
import type { MutationResult, PullAnswer } from '../../shared/sync/protocol.ts';

// The embedded cloud runs on PGlite by default, which is another major of Postgres than the hosted cloud.
it('a desk can sign in, push and pull on a cloud that is PGlite', async () => {
  const database = await PGlite.create();
  onTestFinished(() => database.close());
  const session = pgliteSession(database);
  await applyPlatform(session);
  await migrate(session, CLOUD_MIGRATIONS);

  const call = async <Answer>(statement: string, parameters: unknown[] = []): Promise<Answer> =>
    database.transaction(async (t) => {
      const claims = JSON.stringify(member('user_ada', 'org_demo', 'admin').claims);
      await t.query(`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`, [
        claims,
      ]);
      const { rows } = await t.query<{ answer: Answer }>(statement, parameters);
      return present(rows[0]).answer;
    });
  const push = (mutations: unknown[]) =>
    call<MutationResult[]>('select sync_push($1, $2) as answer', [randomUUID(), JSON.stringify(mutations)]);
  const pull = (cursor: unknown) =>
    call<PullAnswer>('select sync_pull($1) as answer', [cursor === null ? null : JSON.stringify(cursor)]);

  await call('select ensure_membership() as answer');
  const project = insertion('projects', { title: 'The future of UK fintech' });
  expect(await push([project])).toMatchObject([{ status: 'applied', rev: 1 }]);
  const first = await pull(null);
  expect(first.changes.map(({ table }) => table)).toEqual([
    'organizations',
    'users',
    'organization_members',
    'projects',
  ]);

  expect(await push([update('projects', project.id, 1, { title: 'The past of UK fintech' })])).toMatchObject([
    { rev: 2 },
  ]);
  const delta = await pull(first.cursor);
  expect(delta.changes).toMatchObject([{ table: 'projects', row: { title: 'The past of UK fintech', rev: 2 } }]);
  expect((await pull(delta.cursor)).changes).toEqual([]);
  expect((await call<{ count: number }>(`select sync_checksum('projects') as answer`)).count).toBe(1);
});
