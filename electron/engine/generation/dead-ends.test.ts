import { expect, test } from 'vitest';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

test('what failed for good or is held back is listed with its reason until it is asked for again', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
  const { engine } = desk;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const episodes: string[] = [];
  for (const title of ['Failed', 'Held back', 'Runs']) {
    const { id } = await engine.command('episode.create', { project_id: project, title });
    await engine.command('generation.request', { episode_id: id });
    episodes.push(id);
  }
  await engine.settle(SETTLE_MS);
  const [failed = '', heldBack = ''] = episodes;
  await cloud.sql`update episode_schedule_queue set status = 'failed', attempt_count = 3, error_message = 'The model is overloaded.'
    where episode_id = ${failed}`;
  await cloud.sql`update episode_schedule_queue set status = 'blocked', blocked_reason = 'The daily limit is reached.' where episode_id = ${heldBack}`;
  await engine.settle(SETTLE_MS);
  const listed = async () =>
    (await engine.query('jobs.dead_ends', {})).map(({ episode_title }) => episode_title).sort();
  expect(await engine.query('jobs.dead_ends', {})).toMatchObject([
    { episode_title: 'Held back', status: 'blocked', blocked_reason: 'The daily limit is reached.' },
    { episode_title: 'Failed', status: 'failed', attempt_count: 3, error_message: 'The model is overloaded.' },
  ]);
  expect(await engine.query('episodes.of_project', { project_id: project, after: null, until: null })).toContainEqual(
    expect.objectContaining({ title: 'Held back', live_job_status: 'blocked' }),
  );

  // Gone at once, although the request has yet to be sent; and gone for good when the cloud has the new job.
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('generation.request', { episode_id: failed });
  expect(await listed()).toEqual(['Held back']);
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(SETTLE_MS);
  expect(await listed()).toEqual(['Held back']);
  await engine.command('generation.cancel', { episode_id: heldBack });
  await engine.settle(SETTLE_MS);
  expect(await listed()).toEqual([]);
});
