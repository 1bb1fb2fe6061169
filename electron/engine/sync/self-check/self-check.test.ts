import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SYNCED_TABLES } from '../../../../shared/sync/protocol.ts';
import type { LocalEngine } from '../../open-engine.ts';
import { faultProxy } from '../../testing/fault-proxy.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../../testing/test-desk.ts';
import { writeState } from '../sync-state.ts';

/** Long enough for a machine where everything runs at once; never waited for when things go right. */
const SETTLE_MS = 50_000;

async function settledDesk() {
  const cloud = await testCloud();
  const desk = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const notes = [];
  for (let n = 0; n < 30; n += 1)
    notes.push((await engine.command('note.create', { project_id: project, content: `Note ${n}` })).id);
  await engine.settle(SETTLE_MS);
  return {
    cloud,
    engine,
    project,
    notes,
    async [Symbol.asyncDispose]() {
      await desk[Symbol.asyncDispose]();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

async function check(engine: LocalEngine): Promise<void> {
  await engine.command('sync.check', {});
  await engine.settle(SETTLE_MS);
}

/** What no command would do: a bug, a disk that lies. */
async function damage(engine: LocalEngine, sql: string, params: string[] = []): Promise<void> {
  await engine.store.transaction({ origin: 'sync' }, (tx) => tx.query(sql, params));
}

async function notesHere(engine: LocalEngine): Promise<unknown[]> {
  return (await engine.store.query('select id::text as id, content, rev::int4 as rev from planning_notes order by id'))
    .rows;
}

describe('the comparison with the cloud', () => {
  test('repairs a row that is missing, one that is old, and one that nobody has, and says so', async () => {
    await using scene = await settledDesk();
    const { engine, notes, project } = scene;
    const whole = await notesHere(engine);
    await damage(engine, 'delete from planning_notes where id = $1::uuid', [notes[3] ?? '']);
    await damage(engine, "update planning_notes set content = 'Nonsense', rev = 0 where id = $1::uuid", [
      notes[7] ?? '',
    ]);
    await damage(
      engine,
      `insert into planning_notes (id, organization_id, project_id, author_id, content, rev)
       values ($1::uuid, 'org_test', $2::uuid, 'user_ada', 'A ghost', 4)`,
      [randomUUID(), project],
    );
    await check(engine);
    expect(await notesHere(engine)).toEqual(whole);
    const [line] = await engine.query('sync.log', {});
    expect(line?.message).toBe('planning notes: 2 brought up to date and 1 removed, after a comparison with the cloud');
  });

  test('finds a row that reads otherwise in the same state, though no number tells', async () => {
    await using scene = await settledDesk();
    const { engine, notes } = scene;
    const whole = await notesHere(engine);
    await damage(engine, "update planning_notes set content = 'Nobody wrote this' where id = $1::uuid", [
      notes[11] ?? '',
    ]);
    await check(engine);
    expect(await notesHere(engine)).toEqual(whole);
    const log = await engine.query('sync.log', {});
    expect(log.map(({ message }) => message)).toEqual([
      'planning notes: 1 brought up to date and 0 removed, after a comparison with the cloud',
    ]);
  });

  test('finds nothing wrong when all is well, however often it looks, nor in what the cloud changed a moment ago', async () => {
    await using scene = await settledDesk();
    const { cloud, engine, notes } = scene;
    await check(engine);
    await cloud.sql`update planning_notes set content = 'From the editor of Supabase' where id = ${notes[2] ?? ''}`;
    await engine.command('sync.check', {});
    await cloud.sql`update planning_notes set content = 'And again' where id = ${notes[4] ?? ''}`;
    await engine.settle(SETTLE_MS);
    await check(engine);
    expect(await engine.query('sync.log', {})).toEqual([]);
    expect(JSON.stringify(await notesHere(engine))).toContain('And again');
  });

  test('removes what has left the sight of this user', async () => {
    await using scene = await settledDesk();
    const { cloud, engine } = scene;
    await cloud.sql`insert into chat_sessions (organization_id, user_id, title) values ('org_test', 'user_ada', 'Private')`;
    await check(engine);
    const count = async () =>
      (await engine.store.query<{ n: number }>('select count(*)::int4 as n from chat_sessions')).rows;
    expect(await count()).toEqual([{ n: 1 }]);
    await cloud.sql`insert into users (id, name) values ('user_carol', 'Carol') on conflict do nothing`;
    await cloud.sql`update chat_sessions set user_id = 'user_carol'`;
    await check(engine);
    expect(await count()).toEqual([{ n: 0 }]);
  });

  test('leaves alone what was edited here: the edit is not lost, and the row under it is the cloud’s', async () => {
    await using scene = await settledDesk();
    const { engine, notes } = scene;
    const [first = ''] = notes;
    await damage(engine, "update planning_notes set priority = 'CRITICAL', rev = 0 where id = $1::uuid", [first]);
    await engine.command('sync.set-offline', { offline: true });
    await engine.command('note.update', { id: first, patch: { content: 'Typed on the train' } });
    await engine.command('sync.check', {});
    await engine.command('sync.set-offline', { offline: false });
    await check(engine);
    expect(JSON.stringify(await notesHere(engine))).toContain('Typed on the train');
  });

  test('what a person asked for while edits wait is done once they are sent', async () => {
    await using cloud = await testCloud();
    let refusing = true;
    await using proxy = await faultProxy(cloud.url, ({ name }) =>
      refusing && name === 'sync_push' ? { answer: 500 } : null,
    );
    await using desk = await testDesk({ cloud: { ...cloud, url: proxy.url }, tokens: cloud.tokens() });
    const { engine } = desk;
    await engine.command('project.create', { title: 'Waits' });
    await check(engine);
    expect(engine.status().pending_count).toBe(1);
    expect(await engine.query('sync.compared', {})).toEqual([]);
    refusing = false;
    await engine.settle(SETTLE_MS);
    expect(await engine.query('sync.compared', {})).toHaveLength(SYNCED_TABLES.length);
  });

  test('begins with the table that was compared longest ago', async () => {
    await using cloud = await testCloud();
    await using proxy = await faultProxy(cloud.url, () => null);
    await using desk = await testDesk({ cloud: { ...cloud, url: proxy.url }, tokens: cloud.tokens() });
    const { engine } = desk;
    await engine.settle(SETTLE_MS);
    const at = (table: string) => (table === 'chat_sessions' ? '2026-11-27T12:00:00Z' : '2026-11-28T12:00:00Z');
    const before = Object.fromEntries(SYNCED_TABLES.map((table) => [table, { at: at(table), repaired: 0 }]));
    await engine.store.transaction({ origin: 'engine' }, (tx) => writeState(tx, 'compared', before));
    await check(engine);
    const asked = proxy.calls.flatMap(({ name, body }) =>
      name === 'sync_checksum' ? [String(JSON.parse(body).p_table)] : [],
    );
    const first = SYNCED_TABLES.indexOf('chat_sessions');
    expect(asked).toEqual([...SYNCED_TABLES.slice(first), ...SYNCED_TABLES.slice(0, first)]);
  });

  test('asks before it removes much', async () => {
    await using scene = await settledDesk();
    const { cloud, engine } = scene;
    const before = await notesHere(engine);
    // As a broken policy would: the rows are there, and this user does not see them.
    await cloud.sql`create policy broken on planning_notes as restrictive for select to authenticated using (false)`;
    await engine.command('sync.check', {});
    await statusWhere(
      engine,
      ({ connection }) => connection.state === 'paused' && connection.reasons.includes('needs-confirmation'),
    );
    expect(await notesHere(engine)).toEqual(before);
    await engine.command('sync.confirm-deletions', { accept: false });
    await engine.settle(SETTLE_MS);
    expect(engine.status().connection).toMatchObject({ state: 'online' });
    expect(await notesHere(engine)).toEqual(before);
    expect(await engine.query('sync.log', {})).toEqual([]);

    await check(engine);
    expect(engine.status().connection).toMatchObject({ state: 'paused', reasons: ['needs-confirmation'] });
    await engine.command('sync.confirm-deletions', { accept: true });
    await check(engine);
    expect(await notesHere(engine)).toEqual([]);
    await cloud.sql`drop policy broken on planning_notes`;
    await check(engine);
    expect(await notesHere(engine)).toEqual(before);
  });
});
