import { describe, expect, test } from 'vitest';
import { StartRefusal } from '../machine/start-refusal.ts';
import { begin, CLOUD, DEMO, PROJECT, scene } from '../testing/desk-host-scene.ts';
import type { OpenWorkspace } from './workspace.ts';

describe('a demo that is chosen and does not open at the start', () => {
  const WHY = 'The demo cloud was not ready after 180 seconds.';
  const broken = () => Promise.reject(new StartRefusal(WHY));
  const desk = `open ${PROJECT}/user_1-org_1`;

  test('keeps nobody from their cloud, and is chosen again at the next start', async () => {
    const { dataDir, call, enter } = await scene();
    await call('cloud.connect', CLOUD);
    await enter('user_1', 'org_1');
    await call('workspace.choose', { workspace: 'demo' });
    const { host, events, log } = await scene({ dataDir, openDemo: broken });
    expect(host.state).toMatchObject({
      workspace: 'cloud',
      identity: { user: { id: 'user_1' } },
      demoTrouble: WHY,
    });
    expect(events.at(-1)).toBe(desk);
    expect(log).toEqual([`host: the demo did not open: ${WHY}`]);
    expect((await scene({ dataDir })).host.state).toMatchObject({ workspace: 'demo', demoTrouble: null });
  });

  test('can be given up for the cloud, whose desk goes on, and is tried no more', async () => {
    const { dataDir, call } = await scene();
    await call('cloud.connect', CLOUD);
    await call('workspace.choose', { workspace: 'demo' });
    const { call: ask, events } = await scene({ dataDir, openDemo: broken });
    const before = [...events];
    expect(await ask('workspace.choose', { workspace: 'cloud' })).toMatchObject({ result: { demoTrouble: null } });
    expect(events).toEqual(before);
    expect((await scene({ dataDir })).host.state.workspace).toBe('cloud');
  });

  test('leaves no desk where no cloud is known; it can be tried again, and a cloud be connected', async () => {
    let opens = false;
    const openDemo = () => (opens ? Promise.resolve({ description: DEMO, close: async () => {} }) : broken());
    const { host, call, dataDir } = await scene({ openDemo });
    expect(host.state).toMatchObject({ workspace: 'demo', identity: null, demoTrouble: WHY });
    expect(host.workspace).toBeNull();
    const again = { workspace: 'demo' };
    expect(await call('workspace.choose', again)).toMatchObject({ ok: false, error: { message: WHY } });
    opens = true;
    expect(await call('workspace.choose', again)).toMatchObject({ result: { demoTrouble: null } });
    expect(host.workspace).toEqual(DEMO);
    const other = await scene({ dataDir, openDemo: broken });
    expect(await other.call('cloud.connect', CLOUD)).toMatchObject({
      result: { workspace: 'cloud', demoTrouble: null },
    });
  });

  test('says so in words also when it broke in a way that nobody knows', async () => {
    const { host } = await scene({ openDemo: () => Promise.reject(new TypeError('fetch failed')) });
    expect(host.state.demoTrouble).toBe('The demo cloud could not be opened.');
  });
});

test('what was open last is known before it opens, and nobody is shown a desk that is about to open as one without anybody', async () => {
  const demo = Promise.withResolvers<OpenWorkspace>();
  const { host, starting } = await begin({ openDemo: () => demo.promise });
  await host.recall();
  const heard: (string | undefined)[] = [];
  host.onState(({ identity }) => heard.push(identity?.user.id));
  expect([host.hasStarted, host.state.workspace]).toEqual([false, 'demo']);
  demo.resolve({ description: DEMO, close: async () => {} });
  await starting;
  expect([host.hasStarted, ...heard]).toEqual([true, 'user_ada']);
});

test('closing waits for a start that is under way, so that no store stays open behind it', async () => {
  const demo = Promise.withResolvers<OpenWorkspace>();
  const { host, events } = await begin({ openDemo: () => demo.promise });
  const closed = host.close();
  demo.resolve({ description: DEMO, close: async () => void events.push('demo ends') });
  await closed;
  expect(events).toEqual(['close', 'open /demo', 'close', 'demo ends']);
});
