import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

async function listed(engine: LocalEngine, project: string) {
  return (await engine.query('memories.of_project', { project_id: project })).map(({ memory }) => memory);
}

async function memoriesOf(engine: LocalEngine, project: string) {
  return (await listed(engine, project)).map(({ content }) => content).toSorted();
}

test('a memory is added, changed and forgotten; one that is gone is not made again', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const remember = (content: string, id?: string) =>
    engine.command('project.remember', { project_id: project, content, importance: 0.8, ...(id && { id }) });
  const { id } = await remember('No quadrants');
  await remember('Tables, not paragraphs');
  await remember('No quadrants, ever', id);
  expect(await memoriesOf(engine, project)).toEqual(['No quadrants, ever', 'Tables, not paragraphs']);
  await engine.command('project.forget', { project_id: project, id });
  expect(await memoriesOf(engine, project)).toEqual(['Tables, not paragraphs']);
  await expect(remember('again', id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(remember(' ')).rejects.toMatchObject({ code: 'bad-request' });
});

test('a memory that was forgotten by mistake comes back as it was, once', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  await engine.command('project.remember', { project_id: project, content: 'No quadrants', importance: 0.8 });
  const read = () => listed(engine, project);
  const [written] = await read();
  if (written === undefined) throw new Error('nothing is remembered');
  const learnt = { ...written, source: 'interaction', created_at: '2026-09-22T07:00:00.000Z' } as const;
  await engine.command('project.forget', { project_id: project, id: written.id });
  await engine.command('project.recall', { project_id: project, memory: learnt });
  await engine.command('project.recall', { project_id: project, memory: learnt });
  expect(await read()).toEqual([learnt]);
});

test('two desks change different memories at once: both changes stay, without a conflict', async () => {
  await using cloud = await testCloud();
  await using ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const remember = (engine: LocalEngine, content: string, id?: string) =>
    engine.command('project.remember', { project_id: project, content, importance: 0.5, ...(id && { id }) });
  const a = await remember(ada.engine, 'a');
  const b = await remember(ada.engine, 'b');
  await remember(ada.engine, 'c');
  await ada.engine.settle(SETTLE_MS);
  await ben.engine.settle(SETTLE_MS);
  for (const { engine } of [ada, ben]) await engine.command('sync.set-offline', { offline: true });
  await remember(ada.engine, 'a by Ada', a.id);
  await remember(ada.engine, 'new by Ada');
  await ben.engine.command('project.forget', { project_id: project, id: b.id });
  await remember(ben.engine, 'new by Ben');
  for (const { engine } of [ada, ben]) await engine.command('sync.set-offline', { offline: false });
  for (const { engine } of [ada, ben, ada]) {
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, open_conflict_count: 0 });
  }
  for (const { engine } of [ada, ben]) {
    expect(await memoriesOf(engine, project)).toEqual(['a by Ada', 'c', 'new by Ada', 'new by Ben']);
  }
});

describe('memories that the cloud has moved into rows of their own, since they are more than 50', () => {
  const texts = Array.from({ length: 51 }, (_, index) => `Memory ${String(index).padStart(2, '0')}`);

  test('are listed, changed, forgotten and recalled as before; a new one is added beside them', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Fintech' });
    for (const content of texts) {
      await engine.command('project.remember', { project_id: project, content, importance: 0.5 });
    }
    await engine.settle(SETTLE_MS);
    expect((await engine.query('projects.get', { id: project }))[0]?.memories).toEqual([]);
    expect(await memoriesOf(engine, project)).toEqual(texts);
    const [first, second, third] = await listed(engine, project);
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing is listed');
    expect(first).toMatchObject({ content: 'Memory 00', source: 'feedback', importance: 0.5 });

    const changed = { project_id: project, id: first.id, content: 'Always', importance: 0.9 };
    expect(await engine.command('project.remember', changed)).toEqual({ id: first.id });
    await engine.command('project.forget', { project_id: project, id: second.id });
    await engine.command('project.forget', { project_id: project, id: third.id });
    await engine.command('project.recall', { project_id: project, memory: third });
    await engine.command('project.recall', { project_id: project, memory: third });
    await engine.command('project.remember', { project_id: project, content: 'New', importance: 0.7 });
    const expected = ['Always', ...texts.slice(2), 'New'];
    expect(await memoriesOf(engine, project)).toEqual(expected);
    expect((await listed(engine, project)).slice(0, 2).map(({ content }) => content)).toEqual(['Always', 'New']);
    expect((await listed(engine, project)).find(({ id }) => id === third.id)).toEqual(third);
    await expect(
      engine.command('project.remember', { ...changed, id: second.id, content: 'Forgotten' }),
    ).rejects.toMatchObject({ code: 'not-found' });

    expect(await engine.settle(SETTLE_MS)).toMatchObject({
      pending_count: 0,
      attention_count: 0,
      open_conflict_count: 0,
    });
    expect(await memoriesOf(engine, project)).toEqual(expected);
    const [inCloud] = await cloud.sql`
      select array_agg(content order by content) as contents, (select memories from projects where id = ${project}) as memories
      from agent_memories where project_id = ${project} and deleted_at is null`;
    expect(inCloud?.contents).toEqual(['Always', ...texts.slice(2)]);
    expect(inCloud?.memories).toMatchObject([{ content: 'New' }]);
  });

  test('one that an edit brought back into the project is one memory still; what another project has is not touched', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Fintech' });
    const { id: other } = await engine.command('project.create', { title: 'Ferries' });
    const { id } = await engine.command('project.remember', { project_id: project, content: 'Twice', importance: 0.5 });
    await engine.store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        `insert into agent_memories (id, organization_id, project_id, content, source, expires_at)
         select id, 'org_test', $1::uuid, content, 'pattern-finder', expires_at from (values
           ($2::uuid, 'Older', null), (gen_random_uuid(), 'Learnt', null), (gen_random_uuid(), 'Over', timestamptz '2020-01-01')
         ) row (id, content, expires_at)`,
        [project, id],
      ),
    );
    expect(await memoriesOf(engine, project)).toEqual(['Learnt', 'Twice']);
    const learnt = (await listed(engine, project)).find(({ content }) => content === 'Learnt');
    expect(learnt?.source).toBe('interaction');
    await expect(
      engine.command('project.remember', {
        project_id: other,
        id: learnt?.id ?? '',
        content: 'Theirs',
        importance: 0.5,
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await engine.command('project.forget', { project_id: other, id: learnt?.id ?? '' });
    await engine.command('project.remember', { project_id: project, id, content: 'Once', importance: 0.5 });
    expect(await memoriesOf(engine, project)).toEqual(['Learnt', 'Once']);
    await engine.command('project.forget', { project_id: project, id });
    expect(await memoriesOf(engine, project)).toEqual(['Learnt']);
  });
});
