import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { VirtualTime } from '../simulation/virtual-time.ts';
import { type Fault, faultProxy, type ProxiedCall } from '../testing/fault-proxy.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
/** Longer than any wait of the engine's own, which ends at half a minute. */
const ASKED_SECONDS = 90;
/** With all of the chance that spreads desks out; `random` is 1 here. */
const WAITED_SECONDS = ASKED_SECONDS * 1.5;

/** A desk on virtual time behind a proxy: waits end when the test says so, calls are real HTTP. */
async function sceneWith(fault: (call: ProxiedCall) => Fault) {
  const cloud = await testCloud();
  const proxy = await faultProxy(cloud.url, fault);
  const time = new VirtualTime();
  const desk = await testDesk({
    cloud: { ...cloud, url: proxy.url },
    tokens: cloud.tokens(),
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
    time,
    calls: (name: string) => proxy.calls.filter((call) => call.name === name),
    async [Symbol.asyncDispose]() {
      await desk[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

function sizes(calls: readonly ProxiedCall[]): number[] {
  return calls.map(({ body }) => JSON.parse(body).p_mutations.length);
}

describe('behind a proxy', () => {
  test.each([
    [429, 'one that limits the rate'],
    [503, 'one that is being serviced'],
  ])('%i with Retry-After is waited for, whatever happens meanwhile: %s', async (answer) => {
    let refusing = true;
    await using scene = await sceneWith(() =>
      refusing ? { answer, headers: { 'retry-after': String(ASKED_SECONDS) } } : null,
    );
    const { engine, time, calls } = scene;
    await engine.command('project.create', { title: 'Patient' });
    const asked = await statusWhere(engine, ({ connection }) => connection.state === 'unreachable');
    if (asked.connection.state !== 'unreachable') throw new Error('not unreachable');
    expect(Date.parse(asked.connection.retry_at) - time.date.getTime()).toBe(WAITED_SECONDS * 1000);
    const before = calls('ensure_membership').length;
    refusing = false;
    await engine.command('sync.now', {});
    await engine.settle(SETTLE_MS);
    await time.advance((WAITED_SECONDS - 1) * 1000, () => engine.store.query('select 1').then(() => undefined));
    expect(calls('ensure_membership')).toHaveLength(before);
    expect(calls('sync_push')).toHaveLength(0);
    await time.advance(1000, async () => undefined);
    await statusWhere(engine, (status) => status.pending_count === 0);
    expect(await scene.cloud.sql`select title from projects`).toMatchObject([{ title: 'Patient' }]);
  });

  test('waits double while nobody answers, and one success forgets them', async () => {
    let down = true;
    await using scene = await sceneWith(() => (down ? { answer: 502 } : null));
    const { engine, time } = scene;
    const waits: number[] = [];
    for (let failures = 1; failures <= 5; failures += 1) {
      const { connection } = await statusWhere(
        engine,
        ({ connection: now }) => now.state === 'unreachable' && Date.parse(now.retry_at) > time.date.getTime(),
      );
      if (connection.state !== 'unreachable') throw new Error('not unreachable');
      const wait = Date.parse(connection.retry_at) - time.date.getTime();
      waits.push(wait);
      down = failures < 5;
      await time.advance(wait, async () => undefined);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
    await statusWhere(engine, ({ connection }) => connection.state === 'online');
    down = true;
    await engine.settle(SETTLE_MS);
    const { connection } = await statusWhere(engine, ({ connection: now }) => now.state === 'unreachable');
    if (connection.state !== 'unreachable') throw new Error('not unreachable');
    expect(Date.parse(connection.retry_at) - time.date.getTime()).toBe(500);
  });

  test('a call holds a megabyte; an edit that is larger by itself goes alone', async () => {
    await using scene = await sceneWith(() => null);
    const { engine, calls } = scene;
    await engine.command('sync.set-offline', { offline: true });
    const { id: project } = await engine.command('project.create', { title: 'Large' });
    const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'One' });
    const long = 'A sentence that repeats itself. '.repeat(12_000);
    for (let n = 0; n < 3; n += 1)
      await engine.command('block.create', { episode_id: episode, after_block_id: null, content: long });
    const huge = 'Nobody writes this much in a block. '.repeat(30_000);
    await engine.command('block.create', { episode_id: episode, after_block_id: null, content: huge });
    await engine.command('note.create', { project_id: project, content: 'Short' });
    await engine.command('sync.set-offline', { offline: false });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, attention_count: 0 });
    const pushes = calls('sync_push');
    const tooLarge = pushes.filter(({ size }) => size > 1_000_000);
    expect(sizes(tooLarge)).toEqual([1]);
    expect(pushes.length).toBeGreaterThanOrEqual(3);
    const [texts] = await scene.cloud.sql`select count(*)::int as n, max(length(content)) as longest from blocks`;
    expect(texts).toMatchObject({ n: expect.any(Number), longest: huge.length });
  });

  test('a proxy that takes less: what fits goes, the one that never fits waits for a person', async () => {
    const limit = 100_000;
    await using scene = await sceneWith(({ size }) =>
      size > limit ? { answer: 413, body: '<html>Request Entity Too Large</html>' } : null,
    );
    const { engine } = scene;
    await engine.command('sync.set-offline', { offline: true });
    const { id: project } = await engine.command('project.create', { title: 'Behind a small proxy' });
    const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'One' });
    const write = (content: string) =>
      engine.command('block.create', { episode_id: episode, after_block_id: null, content });
    for (let n = 0; n < 6; n += 1) await write(`${n} `.repeat(15_000));
    const { id: huge } = await write('huge '.repeat(30_000));
    await engine.command('sync.set-offline', { offline: false });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, attention_count: 1 });
    expect(await engine.query('attention.list', {})).toMatchObject([{ row_id: huge, error: { code: 'HTTP413' } }]);
    expect(await scene.cloud.sql`select from blocks where length(content) = 30000`).toHaveLength(6);
  });

  test('what takes the cloud too long goes again in smaller calls, until all is there', async () => {
    const most = 3;
    const tooMuch = { code: '57014', message: 'canceling statement due to statement timeout' };
    await using scene = await sceneWith(({ name, body }) => {
      const args = JSON.parse(body || '{}');
      const isTooMuch = name === 'sync_push' ? args.p_mutations.length > most : args.p_limit > 100;
      const headers = { 'content-type': 'application/json' };
      return isTooMuch ? { answer: 500, headers, body: JSON.stringify(tooMuch) } : null;
    });
    const { engine, time, calls } = scene;
    await engine.command('sync.set-offline', { offline: true });
    for (let n = 0; n < 10; n += 1) await engine.command('project.create', { title: `Project ${n}` });
    await engine.command('sync.set-offline', { offline: false });
    const isDone = ({ pending_count, last_complete_pull_at }: SyncStatus) =>
      pending_count === 0 && last_complete_pull_at !== null;
    for (let minute = 0; minute < 30 && !isDone(engine.status()); minute += 1) {
      await engine.settle(SETTLE_MS);
      await time.advance(60_000, async () => undefined);
    }
    expect(engine.status()).toMatchObject({ pending_count: 0, attention_count: 0 });
    expect(isDone(engine.status())).toBe(true);
    expect(await scene.cloud.sql`select from projects`).toHaveLength(10);
    expect(sizes(calls('sync_push')).filter((size) => size <= most).length).toBeGreaterThanOrEqual(4);
  });

  test('the login page of a network parks nothing', async () => {
    let captive = true;
    await using scene = await sceneWith(({ name }) =>
      captive && name === 'sync_push' ? { answer: 403, body: '<html>Welcome to the Grand Hotel</html>' } : null,
    );
    const { engine } = scene;
    await engine.command('project.create', { title: 'Written in a hotel' });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 1, attention_count: 0 });
    captive = false;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, attention_count: 0 });
  });

  test('a cloud that moved on asks for a newer app, keeps what waits, and goes on when it takes the app again', async () => {
    await using scene = await sceneWith(() => null);
    const { engine, cloud } = scene;
    await engine.settle(SETTLE_MS);
    await cloud.sql`create or replace function oldest_protocol() returns integer language sql immutable as 'select 999999'`;
    await engine.command('project.create', { title: 'Kept' });
    expect(await engine.settle(SETTLE_MS)).toMatchObject({
      connection: { state: 'paused', reasons: ['app-too-old'] },
      pending_count: 1,
    });
    await cloud.sql`create or replace function oldest_protocol() returns integer language sql immutable as 'select 1'`;
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ connection: { state: 'online' }, pending_count: 0 });
  });
});
