import { expect, test } from 'vitest';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

test('whoever wrote a text has a version of it, newest first, and an old one can be restored as a new one', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  await engine.settle(SETTLE_MS);
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  await engine.command('block.edit', { id, base_content: '', content: 'Mine' });
  await engine.settle(SETTLE_MS);
  await cloud.sql`update blocks set content = 'By SQL' where id = ${id}`;
  await engine.settle(SETTLE_MS);
  const versions = await engine.ask('block.versions', { block_id: id });
  expect(versions.map(({ content, author }) => [content, author.kind])).toEqual([
    ['By SQL', 'database'],
    ['Mine', 'producer'],
  ]);
  expect(versions[1]?.author).toMatchObject({ id: 'user_ada' });

  const restored = await engine.command('block.restore-version', { id, content: versions[1]?.content ?? '' });
  expect(restored).toEqual({ replaced: 'By SQL' });
  await engine.settle(SETTLE_MS);
  const after = await engine.ask('block.versions', { block_id: id });
  expect(after.map(({ content }) => content)).toEqual(['Mine', 'By SQL', 'Mine']);
  const older = await engine.ask('block.versions', { block_id: id, before_rev: after[1]?.block_rev ?? 0 });
  expect(older.map(({ content }) => content)).toEqual(['Mine']);
});

test('what a restored text replaces is in the history too, also when it had not been sent', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  await engine.settle(SETTLE_MS);
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  await cloud.sql`update blocks set content = 'Generated' where id = ${id}`;
  await engine.settle(SETTLE_MS);
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('block.edit', { id, base_content: 'Generated', content: 'Typed on a train' });
  const kept = await engine.query('history.texts_kept_here', { block_id: id });
  expect(kept.map(({ kind, content }) => [kind, content])).toEqual([['base', 'Generated']]);
  await engine.command('block.restore-version', { id, content: 'Generated' });
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(SETTLE_MS);
  const versions = await engine.ask('block.versions', { block_id: id });
  expect(versions.slice(0, 3).map(({ content }) => content)).toEqual(['Generated', 'Typed on a train', 'Generated']);
});

test('without the cloud it says so, and what is safe', async () => {
  await using desk = await testDesk();
  const asked = desk.engine.ask('block.versions', { block_id: '00000000-0000-4000-8000-000000000000' });
  await expect(asked).rejects.toMatchObject({
    code: 'offline',
    message: expect.stringContaining('What is on this machine is safe'),
  });
  const nonsense: string = 'x';
  await expect(desk.engine.ask('block.versions', { block_id: nonsense })).rejects.toMatchObject({
    code: 'bad-request',
  });
});
