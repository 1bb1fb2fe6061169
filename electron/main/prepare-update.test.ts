import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeConnection } from '../host/connection-file.ts';
import { HOME, startFakeApp } from '../testing/fake-app.ts';
import { FakeUpdater } from '../testing/fake-updater.ts';
import { prepareUpdate } from './prepare-update.ts';
import type { PreparedUpdate } from './updates.ts';

/** An engine that runs only once the change of the workspace is made. */
function scene() {
  const change = Promise.withResolvers<void>();
  let runs = false;
  const asked = vi.fn(async (): Promise<PreparedUpdate> => ({ unsent: 0, backup: runs ? 'made' : 'not-needed' }));
  const answer = prepareUpdate({ settled: () => change.promise }, { prepareUpdate: asked }, () => {});
  return {
    answer,
    asked,
    opens() {
      runs = true;
      change.resolve();
    },
  };
}

describe('an update', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('between two desks an update waits for the one that opens, and backs it up', async () => {
    const { answer, asked, opens } = scene();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).not.toHaveBeenCalled();
    opens();
    expect(await answer).toEqual({ unsent: 0, backup: 'made' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a change that takes too long is not waited for, and nothing is installed over it', async () => {
    const { answer, asked } = scene();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual({ unsent: 0, backup: 'failed' });
    expect(asked).not.toHaveBeenCalled();
  });
});

test('the app asks no engine, nor goes on without one, while a demo is opened in place of a cloud', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'data-'));
  vi.stubEnv('TMPDIR', folder);
  await writeConnection(folder, {
    workspace: 'cloud',
    cloud: {
      url: 'https://abcdefgh.supabase.co',
      publishableKey: 'sb_publishable_x',
      clerkPublishableKey: `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`,
    },
  });
  const calls: string[] = [];
  const updater = new FakeUpdater(calls);
  const app = await startFakeApp({
    updater,
    environment: { SHOWRUNNER_WORKSPACE: undefined, SHOWRUNNER_DATA: folder },
  });
  const event = { sender: app.fake.windows[0]?.contents, senderFrame: HOME };
  const call = { name: 'workspace.choose', params: { workspace: 'demo' } };
  void app.fake.invoke('showrunner:host-call', event, call);
  // The demo's cloud, which is never ready here.
  await expect.poll(() => app.fake.calls).toContain('fork cloud-process.js');
  updater.emit('update-downloaded', { version: '2.0.0' });
  void app.ask('update.install', {});
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(app.state().update).toEqual({ state: 'installing', version: '2.0.0', step: 'sending' });
  vi.unstubAllEnvs();
});
