import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { type TestCloud, testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

async function makeEpisode(engine: LocalEngine): Promise<{ project: string; episode: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  await engine.settle(SETTLE_MS);
  return { project, episode };
}

/** Asks for it from another desk. */
async function askedByBen(cloud: TestCloud, episode: string): Promise<void> {
  await using ben = await testDesk({ cloud, tokens: cloud.tokens('user_ben'), user: 'user_ben' });
  await ben.engine.settle(SETTLE_MS);
  await ben.engine.command('generation.request', { episode_id: episode });
  await ben.engine.settle(SETTLE_MS);
}

async function jobs(cloud: TestCloud): Promise<string[]> {
  return (await cloud.sql`select status from episode_schedule_queue order by created_at`).map(({ status }) => status);
}

describe('calling a generation off', () => {
  test('ends one that somebody else began, also when a request of this desk was refused because of it', async () => {
    await using cloud = await testCloud();
    await using ada = await testDesk({ cloud, tokens: cloud.tokens('user_ada'), user: 'user_ada' });
    const { engine } = ada;
    const { episode } = await makeEpisode(engine);
    await engine.command('sync.set-offline', { offline: true });
    await askedByBen(cloud, episode);
    // Of an hour ago: so soon after it, the second request would be the first one's.
    await cloud.sql`update app_settings set value = '0' where key = 'generation.repeat_seconds'`;
    await engine.command('generation.request', { episode_id: episode });
    await engine.command('sync.set-offline', { offline: false });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toMatchObject([{ state: 'refused', action: 'request' }]);
    expect(await engine.query('jobs.of_episode', { episode_id: episode })).toMatchObject([{ status: 'pending' }]);
    await engine.command('generation.cancel', { episode_id: episode });
    expect(engine.status().pending_count).toBe(1);
    await engine.settle(SETTLE_MS);
    expect(await jobs(cloud)).toEqual(['cancelled']);
    expect(await engine.query('generation.requests', {})).toEqual([]);
  });

  test('only puts a refusal away where nothing is under way, and asks the cloud for nothing', async () => {
    await using cloud = await testCloud();
    await using desk = await testDesk({ cloud, tokens: cloud.tokens() });
    const { engine } = desk;
    const { project, episode } = await makeEpisode(engine);
    await engine.command('project.update', { id: project, patch: { status: 'PAUSED' } });
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toMatchObject([{ state: 'refused' }]);
    await engine.command('sync.set-offline', { offline: true });
    await engine.command('generation.cancel', { episode_id: episode });
    expect(await engine.query('generation.requests', {})).toEqual([]);
    expect(engine.status().pending_count).toBe(0);
  });

  test('a refused cancellation does not outlast one that is done', async () => {
    await using cloud = await testCloud();
    let isOver = false;
    const platform = {
      fetch: async (...[input, init]: Parameters<typeof fetch>) => {
        if (String(input).includes('cancel_generation') && !isOver) {
          isOver = true;
          await cloud.sql`update episode_schedule_queue set status = 'failed', attempt_count = 3`;
        }
        return fetch(input, init);
      },
    };
    await using desk = await testDesk({ cloud, tokens: cloud.tokens(), platform });
    const { engine } = desk;
    const { episode } = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    await engine.command('generation.cancel', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    await askedByBen(cloud, episode);
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toMatchObject([{ state: 'refused', action: 'cancel' }]);
    await engine.command('generation.cancel', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(await jobs(cloud)).toEqual(['failed', 'cancelled']);
    expect(await engine.query('generation.requests', {})).toEqual([]);
  });
});
