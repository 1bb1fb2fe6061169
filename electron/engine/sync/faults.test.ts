import { describe, expect, test } from 'vitest';
import { NoTokenError } from '../identity/no-token-error.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

describe('a desk whose cloud or network misbehaves', () => {
  test('a push whose answer was lost is done once', async () => {
    await using cloud = await testCloud();
    let lost = 0;
    const platform = {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        const answer = await fetch(input, init);
        if (!String(input).includes('sync_push') || lost > 1) return answer;
        lost += 1;
        throw new TypeError('the connection was cut after the commit');
      },
    };
    await using desk = await testDesk({ cloud, tokens: cloud.tokens(), platform });
    const { engine } = desk;
    await engine.command('project.create', { title: 'Once' });
    await engine.settle(SETTLE_MS);
    await statusWhere(engine, (status) => status.pending_count === 0);
    expect(lost).toBe(2);
    const rows = await cloud.sql`select title, rev from projects`;
    expect(rows.map((row) => [row.title, Number(row.rev)])).toEqual([['Once', 1]]);
    expect(engine.status()).toMatchObject({ attention_count: 0, open_conflict_count: 0 });
  });

  test('a refused edit waits for a person with what needs it; the rest goes on', async () => {
    await using cloud = await testCloud();
    await cloud.sql`update organizations set project_limit = 1`;
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const { id: first } = await engine.command('project.create', { title: 'Within the plan' });
    await engine.settle(SETTLE_MS);
    const { id: second } = await engine.command('project.create', { title: 'One too many' });
    await engine.command('episode.create', { project_id: second, title: 'Below it' });
    await engine.command('project.update', { id: first, patch: { title: 'Goes on' } });
    const status = await engine.settle(SETTLE_MS);
    expect(status).toMatchObject({ pending_count: 0, attention_count: 3, connection: { state: 'online' } });
    const [project, ...dependents] = await engine.query('attention.list', {});
    expect(project).toMatchObject({ row_id: second, error: { code: 'SR420' } });
    expect(dependents.map((entry) => entry.table_name)).toEqual(['episodes', 'blocks']);
    expect((await cloud.sql`select title from projects`).map((row) => row.title)).toEqual(['Goes on']);

    await cloud.sql`update organizations set project_limit = 2`;
    await engine.command('attention.retry', { mutation_id: project?.mutation_id ?? '' });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, attention_count: 0 });
    expect((await cloud.sql`select title from episodes`).map((row) => row.title)).toEqual(['Below it']);
  });

  test('without a token sync waits, editing goes on, and a token ends the wait', async () => {
    await using cloud = await testCloud();
    let signedIn = false;
    const tokens = {
      getToken: async () => {
        if (!signedIn) throw new NoTokenError('signed out');
        return cloud.tokens().getToken();
      },
    };
    await using desk = await testDesk({ cloud, tokens });
    const { engine } = desk;
    await engine.command('project.create', { title: 'Kept' });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'paused', reasons: ['no-token'] },
      pending_count: 1,
    });
    signedIn = true;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' }, pending_count: 0 });
  });

  test("another organisation's token never fills this desk", async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens('user_ada', 'org_other') });
    expect(await desk.engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'paused', reasons: ['no-token'] },
    });
    expect(await cloud.sql`select from organizations where id = 'org_other'`).toHaveLength(0);
  });

  test('a member who was removed is told so, and let in again', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    await engine.settle(SETTLE_MS);
    await cloud.sql`update organization_members set deleted_at = now()`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'paused', reasons: ['access-revoked'] },
    });
    await cloud.sql`update organization_members set deleted_at = null`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' } });
  });

  test('a cloud that cannot be reached is said so, and nothing is lost', async () => {
    await using desk = await testDesk({
      cloud: { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_x' },
      tokens: {
        getToken: () =>
          import('../../../cloud/identity/mint-token.ts').then(({ mintToken }) =>
            mintToken({ user: 'user_ada', organization: 'org_test' }),
          ),
      },
    });
    await desk.engine.command('project.create', { title: 'Kept' });
    expect(await desk.engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'unreachable' },
      pending_count: 1,
    });
  });

  test('another database behind the address is compared with what is here; unsent edits stay', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const { id: gone } = await engine.command('project.create', { title: 'Only in the old one' });
    const { id: stays } = await engine.command('project.create', { title: 'In both' });
    await engine.settle(SETTLE_MS);
    await engine.command('sync.set-offline', { offline: true });
    await engine.command('project.update', { id: stays, patch: { onboarding_brief: 'Unsent' } });
    // As after a restore: the epoch is another, one row is not there any more, the other's number began again.
    await cloud.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update sync_epoch set id = gen_random_uuid()`;
      await tx`delete from projects where id = ${gone}`;
      await tx`update projects set title = 'Older', rev = 1 where id = ${stays}`;
    });
    await engine.command('sync.set-offline', { offline: false });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' }, pending_count: 0 });
    expect(await engine.query('projects.list', {})).toMatchObject([{ id: stays, title: 'Older' }]);
    expect(await cloud.sql`select onboarding_brief from projects`).toMatchObject([{ onboarding_brief: 'Unsent' }]);
  });

  test('a row that this schema does not take is set aside, and the rest comes', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    await cloud.sql`alter type project_status add value 'FROM_A_NEWER_CLOUD'`;
    await cloud.sql`alter table projects add column from_a_newer_cloud text default 'x'`;
    await cloud.sql`grant select (from_a_newer_cloud) on projects to authenticated`;
    await cloud.sql`insert into projects (organization_id, title, status) values ('org_test', 'Newer', 'FROM_A_NEWER_CLOUD'), ('org_test', 'Known', 'ACTIVE')`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' }, first_sync: null });
    expect((await engine.query('projects.list', {})).map((row) => row.title)).toEqual(['Known']);
    const { rows } = await engine.store.query<{ reason: string }>('select reason from set_aside order by reason');
    expect(rows.map((row) => row.reason)).toEqual(['refused', 'unknown-columns']);
  });
});
