import { expect, test } from 'vitest';
import { MOST_BLOCKS } from '../../../../shared/domain/limits.ts';
import type { LocalEngine } from '../../open-engine.ts';
import { testDesk } from '../../testing/test-desk.ts';

/** As a pull brings them: two desks together may make more than one of them would. */
const pulled = (engine: LocalEngine, episode: string, count: number) =>
  engine.store.transaction({ origin: 'sync' }, (tx) =>
    tx.query(
      `insert into blocks (id, organization_id, episode_id, type, content, position)
       select gen_random_uuid(), 'org_test', $1::uuid, 'MARKDOWN', 'Text ' || n, 1000 + n from generate_series(1, $2::int) n`,
      [episode, count],
    ),
  );

test('an episode shows every block that it has, and takes no more than a page can show', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Scope' });
  const blocks = () => engine.query('blocks.of_episode', { episode_id: episode });
  const [first] = await blocks();
  await pulled(engine, episode, MOST_BLOCKS - 2);
  expect(await blocks()).toHaveLength(MOST_BLOCKS - 1);

  const full = { code: 'refused', message: expect.stringContaining('An episode holds 2,000 blocks at most') };
  const place = { episode_id: episode, after_block_id: first?.id ?? null };
  const two = [{ content: 'a' }, { content: 'b' }];
  await expect(engine.command('block.import', { ...place, blocks: two })).rejects.toMatchObject(full);
  expect(await blocks()).toHaveLength(MOST_BLOCKS - 1);
  const { id: last } = await engine.command('block.create', { ...place, content: 'The last one' });
  await expect(engine.command('block.create', { ...place, content: 'One more' })).rejects.toMatchObject(full);
  const split = { id: last, content: 'The last one', at: 4 };
  await expect(engine.command('block.split', split)).rejects.toMatchObject(full);

  // What is removed makes room.
  await engine.command('block.remove', { id: last });
  await engine.command('block.import', { ...place, blocks: two.slice(1) });
  await pulled(engine, episode, 100);
  expect(await blocks()).toHaveLength(MOST_BLOCKS + 100);
});

test('the text of one block is read by itself, and is none once it is removed', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Scope' });
  const { id } = await engine.command('block.create', { episode_id: episode, after_block_id: null, content: 'Mine' });
  expect(await engine.query('blocks.text', { id })).toEqual([{ content: 'Mine' }]);
  await engine.command('block.remove', { id });
  expect(await engine.query('blocks.text', { id })).toEqual([]);
});
