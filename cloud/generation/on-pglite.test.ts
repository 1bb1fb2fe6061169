import { expect, it } from 'vitest';
import { createEmbeddedDatabase } from '../testing/embedded-database.ts';
import { generationScene, usage } from '../testing/generation-scene.ts';

const scene = generationScene(createEmbeddedDatabase);

it('a generation lives its life, and the due work is done, on a cloud that is PGlite', async () => {
  const studio = await scene.studio({ dailyLimit: 1 });
  const [due] = await scene.sql`select run_due_work() as answer`;
  expect(due?.answer).toMatchObject({ scheduled: { scheduled: 1 }, delivered: { delivered: 0 } });

  const first = await scene.claimed(studio, await scene.episode(studio));
  await scene.report(first, { seq: 1, partial: { blocks: [{ content: 'Half' }], usage: [usage(0.1)] } });
  expect(await scene.fail(first)).toMatchObject({ status: 'pending' });
  expect(await scene.texts(first.episode.id)).toEqual(['Half']);
  await scene.request(studio, first.episode.id);
  const [second] = await scene.claim(20);
  if (second === undefined) throw new Error('claimed again');
  expect(await scene.complete(second, { usage: [usage(1)] })).toMatchObject({ accepted: true });
  expect(await scene.texts(first.episode.id)).toEqual(['New text.']);
  expect(await scene.episodeRow(first.episode.id)).toMatchObject({ status: 'PUBLISHED', word_count: 2 });
  await expect(scene.request(studio, await scene.episode(studio))).rejects.toMatchObject({ code: 'SR421' });
});
