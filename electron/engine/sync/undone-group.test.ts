import { expect, test } from 'vitest';
import { faultProxy } from '../testing/fault-proxy.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
const WHOLE = 'One here.\n\nTwo here.\n\nThree here.';

test('a split of a text that somebody changed meanwhile goes again as a whole, before any pull, and asks nobody', async () => {
  await using cloud = await testCloud();
  let pulls = true;
  await using proxy = await faultProxy(cloud.url, ({ name }) =>
    !pulls && name === 'sync_pull'
      ? { answer: 500, headers: { 'content-type': 'application/json' }, body: '{"code":"40001","message":"later"}' }
      : null,
  );
  await using ada = await testDesk({
    cloud: { ...cloud, url: proxy.url },
    user: 'user_ada',
    tokens: cloud.tokens('user_ada'),
  });
  await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await ada.engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  await ada.engine.command('block.edit', { id, base_content: '', content: WHOLE });
  for (const { engine } of [ada, ben]) expect((await engine.settle(SETTLE_MS)).pending_count).toBe(0);

  pulls = false;
  const changed = WHOLE.replace('One', 'One and a half');
  await ben.engine.command('block.edit', { id, base_content: WHOLE, content: changed });
  expect((await ben.engine.settle(SETTLE_MS)).pending_count).toBe(0);
  await ada.engine.command('block.split', { id, content: WHOLE, at: WHOLE.indexOf('Two') });
  await statusWhere(ada.engine, ({ pending_count }) => pending_count === 0);
  expect(ada.engine.status()).toMatchObject({ attention_count: 0, open_conflict_count: 0 });

  pulls = true;
  for (const { engine } of [ada, ben]) await engine.settle(SETTLE_MS);
  for (const { engine } of [ada, ben]) {
    const blocks = await engine.query('blocks.of_episode', { episode_id: episode });
    expect(blocks.map(({ content }) => content)).toEqual(['One and a half here.', 'Two here.\n\nThree here.']);
  }
});
