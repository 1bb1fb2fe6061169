import { describe, expect, test } from 'vitest';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { LocalEngine } from '../open-engine.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

/** Long enough for a machine where everything runs at once; never waited for when things go right. */
const SETTLE_MS = 50_000;

function desk(cloud: TestCloud, user: string, more: Parameters<typeof testDesk>[0] = {}) {
  return testDesk({ cloud, user, tokens: cloud.tokens(user), ...more });
}

async function settle(...engines: LocalEngine[]): Promise<void> {
  for (const engine of engines) {
    const status = await engine.settle(SETTLE_MS);
    expect(status).toMatchObject({ connection: { state: 'online' }, pending_count: 0, first_sync: null });
  }
}

/** Every row of every synced table but what is private to another user, without the transaction ids. */
async function rowsOf(query: (sql: string) => Promise<unknown[]>): Promise<unknown> {
  const tables: { [table: string]: unknown } = {};
  for (const table of SYNCED_TABLES) {
    tables[table] = await query(`select to_jsonb(t) - 'lease_token' as row from ${table} t order by id`);
  }
  return tables;
}

async function expectConverged(cloud: TestCloud, ...engines: LocalEngine[]): Promise<void> {
  const truth = await rowsOf((sql) => cloud.sql.unsafe(sql));
  for (const engine of engines) {
    expect(await rowsOf(async (sql) => (await engine.store.query(sql)).rows)).toEqual(truth);
  }
}

async function makeBlock(
  engine: LocalEngine,
  content: string,
): Promise<{ project: string; episode: string; block: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  if (block === undefined) throw new Error('no block');
  await engine.command('block.edit', { id: block.id, base_content: '', content });
  return { project, episode, block: block.id };
}

async function contentOf(engine: LocalEngine, episode: string): Promise<string | undefined> {
  return (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.content;
}

describe('two desks and a plain-SQL writer', () => {
  test('have the same rows after all is pushed and pulled', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada');
    await using ben = await desk(cloud, 'user_ben');
    const { episode, project } = await makeBlock(ada.engine, 'one\ntwo\nthree');
    await settle(ada.engine, ben.engine);
    expect(await contentOf(ben.engine, episode)).toBe('one\ntwo\nthree');
    await ben.engine.command('note.create', { project_id: project, content: 'More on regulation' });
    await cloud.sql`update episodes set summary = 'By n8n' where id = ${episode}`;
    await cloud.sql`update blocks set content = content || E'\nfour' where episode_id = ${episode}`;
    await settle(ben.engine, ada.engine, ben.engine);
    expect(await contentOf(ada.engine, episode)).toBe('one\ntwo\nthree\nfour');
    await expectConverged(cloud, ada.engine, ben.engine);
  });

  test('edits made offline of different fields and different lines are merged', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada');
    await using ben = await desk(cloud, 'user_ben');
    const { episode, block } = await makeBlock(ada.engine, 'one\ntwo\nthree');
    await settle(ada.engine, ben.engine);
    await ada.engine.command('sync.set-offline', { offline: true });
    await ben.engine.command('sync.set-offline', { offline: true });
    await ada.engine.command('block.edit', { id: block, base_content: 'one\ntwo\nthree', content: 'ONE\ntwo\nthree' });
    await ada.engine.command('episode.update', { id: episode, patch: { title: "Ada's title" } });
    await ben.engine.command('block.edit', { id: block, base_content: 'one\ntwo\nthree', content: 'one\ntwo\nTHREE' });
    await ben.engine.command('episode.update', { id: episode, patch: { summary: "Ben's summary" } });
    await ada.engine.command('sync.set-offline', { offline: false });
    await ben.engine.command('sync.set-offline', { offline: false });
    await settle(ada.engine, ben.engine, ada.engine);
    expect(await contentOf(ada.engine, episode)).toBe('ONE\ntwo\nTHREE');
    expect(await ada.engine.query('episodes.get', { id: episode })).toMatchObject([
      { title: "Ada's title", summary: "Ben's summary" },
    ]);
    expect(ada.engine.status().open_conflict_count + ben.engine.status().open_conflict_count).toBe(0);
    await expectConverged(cloud, ada.engine, ben.engine);
  });

  test('edits of the same words keep both', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada');
    await using ben = await desk(cloud, 'user_ben');
    const { episode, block } = await makeBlock(ada.engine, 'the bank');
    await settle(ada.engine, ben.engine);
    await ben.engine.command('sync.set-offline', { offline: true });
    await ada.engine.command('block.edit', { id: block, base_content: 'the bank', content: 'the large bank' });
    await ben.engine.command('block.edit', { id: block, base_content: 'the bank', content: 'the small bank' });
    await settle(ada.engine);
    await ben.engine.command('sync.set-offline', { offline: false });
    await settle(ben.engine, ada.engine);
    const [conflict] = await ben.engine.query('conflicts.open', {});
    expect(conflict).toMatchObject({ mine: 'the small bank', theirs: 'the large bank', their_author: 'user_ada' });
    await expectConverged(cloud, ada.engine, ben.engine);
    await ben.engine.command('conflict.resolve', { id: conflict?.id ?? '', choice: 'mine' });
    await settle(ben.engine, ada.engine);
    expect(await contentOf(ada.engine, episode)).toBe('the small bank');
  });

  test('typing on while an edit is on its way is no conflict with oneself', async () => {
    await using cloud = await testCloud();
    let type = async () => {};
    const platform = {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        if (String(input).includes('sync_push')) await type();
        return fetch(input, init);
      },
    };
    await using ada = await desk(cloud, 'user_ada', { platform });
    const { episode, block } = await makeBlock(ada.engine, 'a');
    await settle(ada.engine);
    await ada.engine.command('block.edit', { id: block, base_content: 'a', content: 'a b' });
    type = async () => {
      type = async () => {};
      await ada.engine.command('block.edit', { id: block, base_content: 'a b', content: 'a b c' });
    };
    await settle(ada.engine);
    expect(await contentOf(ada.engine, episode)).toBe('a b c');
    expect(ada.engine.status().open_conflict_count).toBe(0);
    await expectConverged(cloud, ada.engine);
  });

  test('an edit brings back what somebody deleted, and says so', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada');
    await using ben = await desk(cloud, 'user_ben');
    const { project } = await makeBlock(ada.engine, 'x');
    const { id: note } = await ada.engine.command('note.create', { project_id: project, content: 'Old' });
    await settle(ada.engine, ben.engine);
    await ben.engine.command('sync.set-offline', { offline: true });
    await ada.engine.command('note.remove', { id: note });
    await ben.engine.command('note.update', { id: note, patch: { content: 'New' } });
    await settle(ada.engine);
    await ben.engine.command('sync.set-offline', { offline: false });
    await settle(ben.engine, ada.engine);
    expect(await ada.engine.query('notes.of_project', { project_id: project })).toMatchObject([{ content: 'New' }]);
    expect(await ben.engine.query('conflicts.open', {})).toMatchObject([{ kind: 'delete-edit' }]);
    await expectConverged(cloud, ada.engine, ben.engine);
  });

  test('two desks that make the next episode at once get two numbers', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada');
    await using ben = await desk(cloud, 'user_ben');
    const { project } = await makeBlock(ada.engine, 'x');
    await settle(ada.engine, ben.engine);
    await ada.engine.command('sync.set-offline', { offline: true });
    await ben.engine.command('sync.set-offline', { offline: true });
    await ada.engine.command('episode.create', { project_id: project, title: 'A' });
    await ben.engine.command('episode.create', { project_id: project, title: 'B' });
    await ada.engine.command('sync.set-offline', { offline: false });
    await ben.engine.command('sync.set-offline', { offline: false });
    await settle(ada.engine, ben.engine, ada.engine);
    const numbers = (
      await ada.engine.query('episodes.of_project', { project_id: project, after: null, until: null })
    ).map((row) => row.sequence_number);
    expect(numbers).toEqual([3, 2, 1]);
    await expectConverged(cloud, ada.engine, ben.engine);
  });

  test('one desk sees what the other types by the poke', async () => {
    await using cloud = await testCloud();
    await using ada = await desk(cloud, 'user_ada', { realtime: true });
    await using ben = await desk(cloud, 'user_ben', { realtime: true });
    const { episode, block } = await makeBlock(ada.engine, 'one');
    await settle(ada.engine, ben.engine);
    for (const { engine } of [ada, ben]) {
      await statusWhere(engine, ({ connection }) => connection.state === 'online' && connection.realtime === 'live');
    }
    const seen = Promise.withResolvers<void>();
    ben.engine.store.onChange(async () => {
      if ((await contentOf(ben.engine, episode)) === 'one two') seen.resolve();
    });
    await ada.engine.command('block.edit', { id: block, base_content: 'one', content: 'one two' });
    await seen.promise;
  });
});
