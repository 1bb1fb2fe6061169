import { describe, expect, test } from 'vitest';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
const PROJECTS = 30;
const ASKING = { connection: { state: 'paused', reasons: ['needs-confirmation'] } };

async function deskWithProjects(cloud: TestCloud) {
  const desk = await testDesk({ cloud, tokens: cloud.tokens() });
  const { engine } = desk;
  await cloud.sql`insert into projects (organization_id, title) select 'org_test', 'Project ' || n from generate_series(1, ${PROJECTS}) n`;
  await engine.settle(SETTLE_MS);
  return {
    engine,
    projects: async () => (await engine.query('projects.list', {})).length,
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  };
}

/** Projects that live in the cloud. */
async function inCloud({ sql }: TestCloud): Promise<number> {
  return (await sql`select from projects where deleted_at is null`).length;
}

describe('deletions in bulk', () => {
  test('wait for a person: asked again at each try, removed after a yes', async () => {
    await using cloud = await testCloud();
    await using desk = await deskWithProjects(cloud);
    const { engine, projects } = desk;
    await cloud.sql`update projects set deleted_at = now()`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject(ASKING);
    await engine.command('sync.now', {});
    expect(await engine.settle(SETTLE_MS)).toMatchObject(ASKING);
    expect(await projects()).toBe(PROJECTS);
    await engine.command('sync.confirm-deletions', { accept: true });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' } });
    expect(await projects()).toBe(0);
    // The yes was for those.
    await cloud.sql`update projects set deleted_at = null`;
    await engine.settle(SETTLE_MS);
    await cloud.sql`update projects set deleted_at = now()`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject(ASKING);
  });

  test('are undone by a no, for everybody', async () => {
    await using cloud = await testCloud();
    await using desk = await deskWithProjects(cloud);
    const { engine, projects } = desk;
    await cloud.sql`update projects set deleted_at = now()`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject(ASKING);
    await engine.command('sync.confirm-deletions', { accept: false });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'online' },
      pending_count: 0,
      attention_count: 0,
      open_conflict_count: 0,
    });
    expect(await projects()).toBe(PROJECTS);
    expect(await inCloud(cloud)).toBe(PROJECTS);
  });

  test('an empty answer where there was data is one of them; a no keeps what is here, and sync goes on', async () => {
    await using cloud = await testCloud();
    await using desk = await deskWithProjects(cloud);
    const { engine, projects } = desk;
    // As if the address led to a new, empty database.
    await cloud.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update sync_epoch set id = gen_random_uuid()`;
      await tx`delete from projects`;
    });
    expect(await engine.settle(SETTLE_MS)).toMatchObject(ASKING);
    await engine.command('sync.confirm-deletions', { accept: false });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' } });
    expect(await projects()).toBe(PROJECTS);
    await engine.command('project.create', { title: 'A new beginning' });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, attention_count: 0 });
    expect(await inCloud(cloud)).toBe(1);
  });
});
