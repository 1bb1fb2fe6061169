import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { VirtualTime } from '../simulation/virtual-time.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
/** Longer than what is sent as it is typed, in milliseconds: then it is news that it was sent. */
const LONG_MS = 10 * 60_000;

/** A desk on virtual time with its log; its project limit is `limit`. */
async function scene(limit: number) {
  const cloud: TestCloud = await testCloud();
  await cloud.sql`update organizations set project_limit = ${limit}`;
  const time = new VirtualTime();
  const desk = await testDesk({
    cloud,
    tokens: cloud.tokens(),
    journal: true,
    platform: {
      now: () => time.date,
      elapsedMs: () => time.elapsedMs,
      after: (ms, task) => time.after(ms, task),
      random: () => 1,
    },
  });
  const { engine } = desk;
  return {
    cloud,
    engine,
    wait: () => time.advance(LONG_MS, () => engine.store.query('select 1').then(() => undefined)),
    log: async () => (await engine.query('sync.log', {})).map(({ kind }) => kind),
    async [Symbol.asyncDispose]() {
      await desk[Symbol.asyncDispose]();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

async function makeEpisode(engine: LocalEngine): Promise<string> {
  const { id: project_id } = await engine.command('project.create', { title: 'Fintech' });
  return (await engine.command('episode.create', { project_id, title: 'Pilot' })).id;
}

describe('the log does not say that all was sent', () => {
  test('when what waited last was withdrawn', async () => {
    await using desk = await scene(0);
    const { engine } = desk;
    const episode = await makeEpisode(engine);
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(engine.status()).toMatchObject({ pending_count: 1, attention_count: 3, connection: { state: 'online' } });
    await desk.wait();
    await engine.command('generation.cancel', { episode_id: episode });
    await engine.settle(SETTLE_MS);
    expect(engine.status()).toMatchObject({ pending_count: 0, attention_count: 3, connection: { state: 'online' } });
    expect(await desk.log()).toContain('refused');
    expect(await desk.log()).not.toContain('sent');
  });

  test('when the cloud refused the request that waited last', async () => {
    await using desk = await scene(9);
    const { engine, cloud } = desk;
    const episode = await makeEpisode(engine);
    await engine.settle(SETTLE_MS);
    await engine.command('sync.set-offline', { offline: true });
    await engine.command('generation.request', { episode_id: episode });
    await cloud.sql`update projects set status = 'PAUSED'`;
    await desk.wait();
    await engine.command('sync.set-offline', { offline: false });
    await engine.settle(SETTLE_MS);
    expect(await engine.query('generation.requests', {})).toMatchObject([{ state: 'refused' }]);
    expect(engine.status().pending_count).toBe(0);
    expect(await desk.log()).not.toContain('sent');
  });
});

test('the log says that all was sent when the last of it was, also if something was withdrawn before', async () => {
  await using desk = await scene(9);
  const { engine } = desk;
  const episode = await makeEpisode(engine);
  await engine.settle(SETTLE_MS);
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('generation.request', { episode_id: episode });
  await engine.command('episode.update', { id: episode, patch: { title: 'On the train' } });
  await desk.wait();
  await engine.command('generation.cancel', { episode_id: episode });
  await engine.settle(SETTLE_MS);
  await engine.command('generation.request', { episode_id: episode });
  await desk.wait();
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(SETTLE_MS);
  await engine.settle(SETTLE_MS);
  expect(engine.status()).toMatchObject({ pending_count: 0, connection: { state: 'online' } });
  expect((await desk.log()).filter((kind) => kind === 'sent')).toEqual(['sent']);
});
