import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;
const TEXT = 'One here.\n\nTwo here.';

async function settle(...engines: LocalEngine[]): Promise<void> {
  for (const engine of engines) expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0 });
}

async function makeBlocks(engine: LocalEngine): Promise<{ episode: string; first: string; second: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const first = (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.id ?? '';
  await engine.command('block.edit', { id: first, base_content: '', content: 'First.' });
  const { id: second } = await engine.command('block.create', {
    episode_id: episode,
    after_block_id: first,
    content: TEXT,
  });
  return { episode, first, second };
}

const texts = async (engine: LocalEngine, episode: string): Promise<string[]> =>
  (await engine.query('blocks.of_episode', { episode_id: episode })).map(({ content }) => content);

/** As a pull brings the deletion; nobody signed it when a generation or plain SQL did it. */
async function removeAs(engine: LocalEngine, id: string, by: string | null): Promise<void> {
  await engine.store.transaction({ origin: 'sync' }, async (tx) => {
    await tx.query('delete from outbox');
    await tx.query('update blocks set deleted_at = now(), deleted_by = $2, updated_by = $2 where id = $1::uuid', [
      id,
      by,
    ]);
  });
}

describe('a block that was removed meanwhile', () => {
  test('comes back for everybody with what a colleague had typed into it, and says so', async () => {
    await using cloud = await testCloud();
    await using ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
    await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
    const { episode, second } = await makeBlocks(ada.engine);
    await settle(ada.engine, ben.engine);
    await ben.engine.command('block.remove', { id: second });
    await settle(ben.engine, ada.engine);
    expect(await texts(ada.engine, episode)).toEqual(['First.']);
    // What was left in the page while the engine was away.
    const content = `${TEXT}\n\nThree here.`;
    const kept = await ada.engine.command('block.edit', { id: second, base_content: TEXT, content });
    expect(kept).toEqual({ content, merged: false });
    expect(await ada.engine.query('conflicts.open', {})).toMatchObject([
      { kind: 'delete-edit', column_name: 'deleted_at', mine: null, merged: null, their_author: 'user_ben' },
    ]);
    await settle(ada.engine, ben.engine);
    expect(await texts(ben.engine, episode)).toEqual(['First.', content]);
    const [conflict] = await ada.engine.query('conflicts.open', {});
    await ada.engine.command('conflict.resolve', { id: conflict?.id ?? '', choice: 'theirs' });
    await settle(ada.engine, ben.engine);
    expect(await texts(ben.engine, episode)).toEqual(['First.']);
  });

  test('comes back from a generation too, and with words that clash', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, second } = await makeBlocks(engine);
    await removeAs(engine, second, null);
    await engine.command('block.edit', { id: second, base_content: 'Other.', content: 'Another.' });
    expect(await texts(engine, episode)).toEqual(['First.', TEXT]);
    const kinds = (await engine.query('conflicts.open', {})).map(({ kind, mine }) => [kind, mine]);
    expect(kinds.sort()).toEqual([
      ['delete-edit', null],
      ['text', 'Another.'],
    ]);
  });

  test('stays in the bin when nothing new was typed, or by the hand that removed it', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, second } = await makeBlocks(engine);
    await removeAs(engine, second, 'user_ben');
    await engine.command('block.edit', { id: second, base_content: TEXT, content: TEXT });
    expect(await texts(engine, episode)).toEqual(['First.']);
    await engine.command('block.restore', { id: second });
    await engine.command('block.remove', { id: second });
    await engine.command('block.edit', { id: second, base_content: TEXT, content: `${TEXT}\n\nLate.` });
    expect(await texts(engine, episode)).toEqual(['First.']);
    expect(await engine.query('conflicts.open', {})).toEqual([]);
  });

  test('is neither split nor joined, and no older version goes into the bin', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { episode, second } = await makeBlocks(engine);
    await removeAs(engine, second, 'user_ben');
    const gone = { code: 'not-found' };
    await expect(engine.command('block.split', { id: second, content: TEXT, at: 9 })).rejects.toMatchObject(gone);
    await expect(engine.command('block.join', { id: second })).rejects.toMatchObject(gone);
    await expect(engine.command('block.restore-version', { id: second, content: 'Old' })).rejects.toMatchObject(gone);
    expect(await texts(engine, episode)).toEqual(['First.']);
    expect((await engine.store.query('select from outbox')).rows).toEqual([]);
  });
});
