import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

/** Long enough for a machine where everything runs at once. */
const SETTLE_MS = 50_000;
const WHOLE = 'One here.\n\nTwo here.\n\nThree here.';

async function makeBlock(engine: LocalEngine): Promise<{ episode: string; block: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  await engine.command('block.edit', { id, base_content: '', content: WHOLE });
  return { episode, block: id };
}

const texts = async (engine: LocalEngine, episode: string): Promise<string[]> =>
  (await engine.query('blocks.of_episode', { episode_id: episode })).map(({ content }) => content);

const split = (engine: LocalEngine, id: string, content = WHOLE) =>
  engine.command('block.split', { id, content, at: content.indexOf('Two') });

describe('split and join', () => {
  test('are each one group, and undo each other', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    const { id } = await split(engine, block);
    expect(await texts(engine, episode)).toEqual(['One here.', 'Two here.\n\nThree here.']);
    const { rows } = await engine.store.query<{ groups: number }>(
      "select count(distinct group_id)::int as groups from outbox where command = 'block.split'",
    );
    expect(rows[0]?.groups).toBe(1);
    expect(await engine.command('block.join', { id })).toEqual({ id: block, at: 'One here.\n\n'.length });
    expect(await texts(engine, episode)).toEqual([WHOLE]);
    await expect(engine.command('block.join', { id: block })).rejects.toMatchObject({ code: 'refused' });
  });

  test('a split that has to move the block itself, for want of room behind it, is one edit of that row', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    const { id: behind } = await engine.command('block.create', {
      episode_id: episode,
      after_block_id: block,
      content: 'Behind.',
    });
    await engine.store.transaction({ origin: 'sync' }, async (tx) => {
      await tx.query('delete from outbox');
      await tx.query('update blocks set position = 1 where id = $1::uuid', [block]);
      await tx.query('update blocks set position = 1 + 2.220446049250313e-16 where id = $1::uuid', [behind]);
    });
    await split(engine, block);
    expect(await texts(engine, episode)).toEqual(['One here.', 'Two here.\n\nThree here.', 'Behind.']);
    const { rows } = await engine.store.query<{ edits: number }>(
      'select count(*)::int as edits from outbox group by row_id',
    );
    expect(rows.map(({ edits }) => edits)).toEqual([1, 1, 1]);
  });

  test('undone, a split within a sentence gives the sentence back, and not two paragraphs', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    const at = WHOLE.indexOf(' here');
    const { id } = await engine.command('block.split', { id: block, content: WHOLE, at });
    expect(await texts(engine, episode)).toEqual(['One', 'here.\n\nTwo here.\n\nThree here.']);
    await expect(engine.command('block.join', { id, between: ' and ' })).rejects.toMatchObject({ code: 'bad-request' });
    await engine.command('block.join', { id, between: ' ' });
    expect(await texts(engine, episode)).toEqual([WHOLE]);
  });

  test('undone, a split gives the words back to the block it was made of, whatever stands between by now', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    const { id } = await split(engine, block);
    await engine.command('block.create', { episode_id: episode, after_block_id: block, content: 'Of Ben.' });
    const undo = { id, into: block, between: '\n\n' };
    expect(await engine.command('block.join', undo)).toEqual({ id: block, at: 'One here.\n\n'.length });
    expect(await texts(engine, episode)).toEqual([WHOLE, 'Of Ben.']);
  });

  test('undone after the block it was made of went into the bin, a split stays, and says why', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    await engine.command('block.create', { episode_id: episode, after_block_id: null, content: 'Of Ben.' });
    const { id } = await split(engine, block);
    await engine.command('block.remove', { id: block });
    const refused = { code: 'refused', message: expect.stringContaining('was split from is not there any more') };
    for (const into of [block, id]) {
      await expect(engine.command('block.join', { id, into })).rejects.toMatchObject(refused);
    }
    expect(await texts(engine, episode)).toEqual(['Of Ben.', 'Two here.\n\nThree here.']);
  });

  test('a text that has moved on is split at the same words', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, block } = await makeBlock(engine);
    await engine.command('block.edit', { id: block, base_content: WHOLE, content: `Before it all.\n\n${WHOLE}` });
    await split(engine, block);
    expect(await texts(engine, episode)).toEqual(['Before it all.\n\nOne here.', 'Two here.\n\nThree here.']);
  });

  test('what another desk wrote meanwhile is merged, or kept with a conflict record: no word is lost on any desk', async () => {
    await using cloud = await testCloud();
    await using ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
    await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
    const settle = async (...engines: LocalEngine[]) => {
      for (const engine of engines) expect((await engine.settle(SETTLE_MS)).pending_count).toBe(0);
    };
    for (const [first, second] of [
      [ada.engine, ben.engine],
      [ben.engine, ada.engine],
    ] as const) {
      const { episode, block } = await makeBlock(ada.engine);
      await settle(ada.engine, ben.engine);
      for (const { engine } of [ada, ben]) await engine.command('sync.set-offline', { offline: true });
      await split(ada.engine, block);
      const edited = WHOLE.replace('One', 'One and a half').replace('Three', 'Three and a half');
      await ben.engine.command('block.edit', { id: block, base_content: WHOLE, content: edited });
      await first.command('sync.set-offline', { offline: false });
      await settle(first);
      await second.command('sync.set-offline', { offline: false });
      await settle(second, first, second);
      const seen = await texts(ada.engine, episode);
      expect(await texts(ben.engine, episode)).toEqual(seen);
      const records = [
        ...(await ada.engine.query('conflicts.open', {})),
        ...(await ben.engine.query('conflicts.open', {})),
      ].map(({ mine, theirs }) => `${mine}\n${theirs}`);
      const kept = [...seen, ...records].join('\n');
      for (const words of ['One and a half here.', 'Two here.', 'Three and a half here.'])
        expect(kept).toContain(words);
      // The half that nobody fights over is merged, not asked about.
      expect(seen[0]).toContain('One and a half here.');
    }
  });
});
