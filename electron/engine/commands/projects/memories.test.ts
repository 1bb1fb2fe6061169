import { expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

async function memoriesOf(engine: LocalEngine, project: string) {
  const [row] = await engine.query('projects.get', { id: project });
  return row?.memories.map(({ content }) => content).toSorted() ?? [];
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
  const read = async () => (await engine.query('projects.get', { id: project }))[0]?.memories ?? [];
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
