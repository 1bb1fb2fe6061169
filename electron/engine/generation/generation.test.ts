import { describe, expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { startWorker } from '../../../cloud/worker/start-worker.ts';
import type { Push } from '../../../shared/ipc/contract.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';
import { applyProgress } from './apply-progress.ts';

const SETTLE_MS = 50_000;

async function makeEpisode(engine: Awaited<ReturnType<typeof testDesk>>['engine']): Promise<string> {
  const { id: project } = await engine.command('project.create', {
    title: 'Fintech',
    onboarding_brief: 'The future of UK fintech',
  });
  return (await engine.command('episode.create', { project_id: project, title: 'Pilot' })).id;
}

describe('generation', () => {
  test('asked for offline, sent when online, followed to the end, told of once', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens(), realtime: true });
    const { engine } = desk;
    const page = new TestPage();
    engine.connect(page.port);
    await engine.command('sync.set-offline', { offline: true });
    const episode = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    expect(await engine.query('generation.requests', {})).toMatchObject([{ state: 'waiting' }]);
    await engine.command('sync.set-offline', { offline: false });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toEqual([]);
    expect(await engine.query('jobs.of_episode', { episode_id: episode })).toMatchObject([
      { status: 'pending', requested_by: 'user_ada' },
    ]);
    await statusWhere(engine, ({ connection }) => connection.state === 'online' && connection.realtime === 'live');
    const worker = startWorker({
      url: cloud.url,
      publishableKey: cloud.publishableKey,
      token: () => mintToken({ user: 'worker', worker: true }),
      speed: 1000,
      failureRate: 0,
      seed: 'test',
    });
    try {
      const told = await page.next(
        (one): one is Extract<Push, { push: 'notice' }> => 'push' in one && one.push === 'notice',
      );
      expect(told.notice).toMatchObject({ tone: 'success', path: `/episodes/${episode}` });
    } finally {
      await worker.close();
    }
    await engine.settle(SETTLE_MS);
    expect(await engine.query('episodes.get', { id: episode })).toMatchObject([{ status: 'PUBLISHED' }]);
    expect(page.received.filter((one) => 'push' in one && one.push === 'notice')).toHaveLength(1);
  });

  test('a refused request says why, and asking again replaces it', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const episode = await makeEpisode(engine);
    const [project] = await engine.query('projects.list', {});
    await engine.command('project.update', { id: project?.id ?? '', patch: { status: 'PAUSED' } });
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toMatchObject([
      { state: 'refused', error: { code: 'SR409', hint: expect.stringContaining('Resume') } },
    ]);
    await engine.command('project.update', { id: project?.id ?? '', patch: { status: 'ACTIVE' } });
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toEqual([]);
    await engine.command('generation.cancel', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('jobs.of_episode', { episode_id: episode })).toMatchObject([{ status: 'cancelled' }]);
  });

  test('progress counts only when it is newer, whatever order it comes in', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const episode = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    const [row] = await cloud.sql`select public_job(q) as job from episode_schedule_queue q`;
    const job = { ...row?.job, status: 'processing', stage: 'writing' };
    const seen = async () => (await engine.query('jobs.of_episode', { episode_id: episode }))[0]?.percent;
    expect(await applyProgress(engine.store, { ...job, attempt_count: 1, progress_seq: 9, percent: 60 })).toBe(true);
    expect(await applyProgress(engine.store, { ...job, attempt_count: 1, progress_seq: 8, percent: 50 })).toBe(false);
    expect(await seen()).toBe(60);
    expect(await applyProgress(engine.store, { ...job, attempt_count: 2, progress_seq: 1, percent: 5 })).toBe(true);
    expect(await seen()).toBe(5);
    expect(await applyProgress(engine.store, { nonsense: true })).toBe(false);
  });

  test('is not shown as made before the text is here', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const episode = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    const [row] = await cloud.sql`select public_job(q) as job from episode_schedule_queue q`;
    const completed = { ...row?.job, status: 'completed', stage: 'complete', percent: 100, attempt_count: 1 };
    expect(await applyProgress(engine.store, completed)).toBe(false);
    expect(await engine.query('jobs.of_episode', { episode_id: episode })).toMatchObject([{ status: 'pending' }]);
  });

  test('a pull that saw less than was shown does not take it back, and the next one brings all', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const episode = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    const report = async (percent: number) => {
      const [row] = await cloud.sql`
        update episode_schedule_queue q set percent = ${percent}, progress_seq = q.progress_seq + 1 returning public_job(q) as job`;
      return row?.job;
    };
    const seen = async () => (await engine.query('jobs.of_episode', { episode_id: episode }))[0]?.percent;
    await report(20);
    // What the cloud will say next: told by Realtime, while the pull still carries the state before it.
    const [now] = await cloud.sql`select public_job(q) as job from episode_schedule_queue q`;
    const ahead = { ...now?.job, percent: 30, progress_seq: now?.job.progress_seq + 1 };
    expect(await applyProgress(engine.store, ahead)).toBe(true);
    await engine.settle(SETTLE_MS);
    expect(await seen()).toBe(30);
    await report(30);
    await report(40);
    await engine.settle(SETTLE_MS);
    expect(await seen()).toBe(40);
  });
});
