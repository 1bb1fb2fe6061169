import { expect, test } from 'vitest';
import type { Push } from '../../../shared/ipc/contract.ts';
import { machinePlatform } from '../platform.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
/** As often as a running job is asked about with a dead socket, at most. */
const POLL_MS = 5_000;

async function requestedEpisode(engine: Awaited<ReturnType<typeof testDesk>>['engine']): Promise<string> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  await engine.command('generation.request', { episode_id: episode });
  await engine.settle(SETTLE_MS);
  return episode;
}

test('a running job is followed to the page without any socket', async () => {
  await using cloud = await testCloud();
  await using desk = await testDesk({ cloud, tokens: cloud.tokens(), realtime: false });
  const episode = await requestedEpisode(desk.engine);
  const page = new TestPage();
  desk.engine.connect(page.port);
  await page.request({
    kind: 'subscribe',
    subscription: 1,
    name: 'jobs.of_episode',
    params: { episode_id: episode },
  });
  await cloud.sql`update episode_schedule_queue set status = 'processing', attempt_count = 1, stage = 'writing', percent = 33`;
  const shown = await page.next(
    (one): one is Push & { push: 'rows' } =>
      'push' in one && one.push === 'rows' && JSON.stringify(one.rows).includes('"percent":33'),
  );
  expect(shown.rows).toMatchObject([{ status: 'processing', stage: 'writing', percent: 33 }]);
});

test('a job that is planned for another day is not', async () => {
  await using cloud = await testCloud();
  const waits: number[] = [];
  await using desk = await testDesk({
    cloud,
    tokens: cloud.tokens(),
    realtime: false,
    platform: {
      after(ms, task) {
        waits.push(ms);
        return machinePlatform.after(ms, task);
      },
    },
  });
  const { engine } = desk;
  await requestedEpisode(engine);
  const lastWait = async () => {
    await engine.settle(SETTLE_MS);
    // Behind the question whether a job is active, which the pull's end has asked.
    await engine.store.query('select 1');
    await new Promise((resolve) => setImmediate(resolve));
    return waits.at(-1);
  };
  expect(await lastWait()).toBeLessThanOrEqual(POLL_MS);
  await cloud.sql`update episode_schedule_queue set generation_start_time = now() + interval '1 day'`;
  expect(await lastWait()).toBeGreaterThan(POLL_MS);
});
