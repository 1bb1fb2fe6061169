import { describe, expect, test } from 'vitest';
import { testDesk } from '../../testing/test-desk.ts';

describe('text from elsewhere', () => {
  test('is a new draft with its sources and its blocks in order, as one group', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Fintech' });
    const { id } = await engine.command('episode.import', {
      project_id: project,
      title: 'Brought along',
      sources: [{ title: 'A', url: 'https://a.example', credibility: 0.7 }],
      blocks: [{ content: 'one' }, { type: 'INSIGHT', title: 'Two', content: 'two' }],
    });
    expect(await engine.query('episodes.get', { id })).toMatchObject([
      { title: 'Brought along', sequence_number: 1, sources: [{ title: 'A', credibility: 0.7 }] },
    ]);
    expect(await engine.query('blocks.of_episode', { episode_id: id })).toMatchObject([
      { content: 'one', type: 'MARKDOWN' },
      { content: 'two', type: 'INSIGHT', title: 'Two' },
    ]);
    const { rows } = await engine.store.query<{ groups: number }>(
      "select count(distinct group_id)::int as groups from outbox where command = 'episode.import'",
    );
    expect(rows).toEqual([{ groups: 1 }]);
  });

  test('goes behind a block of an episode, in order', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Fintech' });
    const { id } = await engine.command('episode.import', {
      project_id: project,
      title: '',
      blocks: [{ content: 'first' }, { content: 'last' }],
    });
    const [first] = await engine.query('blocks.of_episode', { episode_id: id });
    await engine.command('block.import', {
      episode_id: id,
      after_block_id: first?.id ?? null,
      blocks: ['a', 'b', 'c'].map((content) => ({ content })),
    });
    const contents = (await engine.query('blocks.of_episode', { episode_id: id })).map(({ content }) => content);
    expect(contents).toEqual(['first', 'a', 'b', 'c', 'last']);
  });
});

describe('sources', () => {
  test('are changed one at a time, and a source that is gone says so', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Fintech' });
    const { id } = await engine.command('episode.create', { project_id: project, title: '' });
    const change = (change: Parameters<typeof engine.command<'episode.change-sources'>>[1]['change']) =>
      engine.command('episode.change-sources', { id, change });
    await change({ kind: 'add', source: { id: 'a', title: 'A', url: '' } });
    await change({ kind: 'add', source: { id: 'b', title: 'B', url: '' } });
    await change({ kind: 'update', id: 'a', patch: { credibility: 0.4 } });
    await change({ kind: 'move', id: 'b', place: 0 });
    expect(await engine.query('episodes.get', { id })).toMatchObject([
      {
        sources: [
          { id: 'b', title: 'B', url: '' },
          { id: 'a', title: 'A', url: '', credibility: 0.4 },
        ],
      },
    ]);
    await change({ kind: 'remove', id: 'a' });
    await expect(change({ kind: 'update', id: 'a', patch: { title: 'A2' } })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      change({ kind: 'add', source: { id: 'c', title: 'C', url: '', credibility: 3 } }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});
