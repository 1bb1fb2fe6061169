import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startFakeApp } from '../testing/fake-app.ts';
import { FakeUpdater } from '../testing/fake-updater.ts';
import { Quitting } from './quitting.ts';

function scene(closeDesk: () => Promise<void>, reopenDesk: () => Promise<void> = async () => {}) {
  const calls: string[] = [];
  const quitting = new Quitting({
    startAgain(path, end) {
      calls.push(path === null ? 'starts again' : `starts again on ${path}`);
      end();
    },
    app: {
      quit() {
        let prevented = false;
        quitting.beforeQuit({ preventDefault: () => (prevented = true) });
        calls.push(prevented ? 'waits' : 'quits');
      },
    },
    async closeDesk() {
      calls.push('close');
      await closeDesk();
    },
    async reopenDesk() {
      calls.push('reopen');
      await reopenDesk();
    },
    log: (line) => calls.push(line),
  });
  const quit = () => {
    let prevented = false;
    quitting.beforeQuit({ preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { quitting, calls, quit };
}
const never = () => new Promise<void>(() => {});

describe('quitting', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('waits for the desk, and not longer than its limit: a change that is waited for can take minutes', async () => {
    const { calls, quit } = scene(never);
    expect([quit(), quit()]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(14_000);
    expect(calls).toEqual(['close']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual(['close', expect.stringContaining('did not close in 15000 ms'), 'quits']);
  });

  test('that somebody takes back by opening the app ends all the same, and starts it once more', async () => {
    const { quitting, calls, quit } = scene(async () => {});
    quit();
    expect(quitting.isEnding).toBe(true);
    quitting.comeBack(null);
    await vi.advanceTimersByTimeAsync(0);
    quitting.comeBack(null);
    expect(calls).toEqual(['close', 'starts again', 'quits']);
  });

  test('that a link takes back starts the app on that link, also once it has closed; being opened does not undo it', async () => {
    const closing = scene(async () => {});
    closing.quit();
    closing.quitting.comeBack('/episodes/1');
    closing.quitting.comeBack(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(closing.calls).toEqual(['close', 'starts again on /episodes/1', 'quits']);
    const closed = scene(async () => {});
    closed.quit();
    await vi.advanceTimersByTimeAsync(0);
    closed.quitting.comeBack('/episodes/2');
    expect(closed.calls).toEqual(['close', 'quits', 'starts again on /episodes/2', 'quits']);
  });

  test('of an installer waits for nothing more; a desk that does not close is not handed over', async () => {
    const open = scene(async () => {});
    await open.quitting.handOver();
    expect([open.quitting.isEnding, open.quit(), open.quitting.isEnding]).toEqual([false, false, true]);
    const hanging = scene(never);
    const refused = expect(hanging.quitting.handOver()).rejects.toThrow('did not close');
    await vi.advanceTimersByTimeAsync(15_000);
    await refused;
    await hanging.quitting.takeBack();
    expect(hanging.calls).toEqual(['close', 'reopen']);
  });
});

test('a desk that does not open again after a failed installation starts the app anew', async () => {
  const { quitting, calls } = scene(
    async () => {},
    () => Promise.reject(new Error('The demo cloud ended.')),
  );
  await quitting.handOver();
  await quitting.takeBack();
  expect(calls).toEqual(['close', 'reopen', expect.stringContaining('did not open again'), 'close', 'waits']);
  await expect.poll(() => calls.slice(-2)).toEqual(['starts again', 'quits']);
});

test('an app that somebody quits while its desk opens again after a failed installation stays quit', async () => {
  const reopening = Promise.withResolvers<void>();
  const { quitting, calls, quit } = scene(
    async () => {},
    () => reopening.promise,
  );
  await quitting.handOver();
  const back = quitting.takeBack();
  quit();
  reopening.reject(new Error('The demo cloud ended.'));
  await back;
  await expect.poll(() => calls.at(-1)).toBe('quits');
  expect(calls).not.toContain('starts again');
});

describe('the app', () => {
  test('opens its desk and its tray again when an installer did not take over, and can be quit as ever', async () => {
    const calls: string[] = [];
    const updater = new FakeUpdater(calls);
    updater.installs = () => void updater.emit('error', new Error('Command pkexec exited with code 126'));
    const app = await startFakeApp({
      updater,
      run: ({ parent }) =>
        parent.on('message', ({ data }) => {
          if (data.kind === 'close') parent.postMessage({ kind: 'closed' });
          if (data.kind === 'prepare-update')
            parent.postMessage({ kind: 'update-prepared', unsent: 0, backup: 'made' });
        }),
    });
    await app.ask('settings.change', { tray: true });
    updater.emit('update-downloaded', { version: '2.0.0' });
    await app.ask('update.install', {});
    await expect.poll(() => app.fake.trays.length).toBe(1);
    expect(app.state().update).toMatchObject({ state: 'failed' });
    expect(app.engines.map(({ received }) => (received[0] as { kind: string }).kind)).toEqual(['open', 'open']);
    app.fake.electron.app.quit();
    expect(app.fake.calls.at(-1)).toBe('quit');
    await expect.poll(() => app.fake.calls.at(-1)).toBe('quitted');
  });

  test('goes on when the updater quits it for an installer that could not be started, as on Windows', async () => {
    const updater = new FakeUpdater([]);
    const app = await startFakeApp({
      updater,
      run: ({ parent }) =>
        parent.on('message', ({ data }) => {
          if (data.kind === 'close') parent.postMessage({ kind: 'closed' });
          if (data.kind === 'prepare-update')
            parent.postMessage({ kind: 'update-prepared', unsent: 0, backup: 'made' });
        }),
    });
    // As NsisUpdater does it: the process that cannot be started is told first, and the quit that is under way comes then.
    updater.installs = () => {
      process.nextTick(() => updater.emit('error', new Error('spawn EPERM')));
      setImmediate(() => {
        app.fake.autoUpdater.emit('before-quit-for-update');
        app.fake.electron.app.quit();
      });
    };
    updater.emit('update-downloaded', { version: '2.0.0' });
    await app.ask('update.install', {});
    await expect.poll(() => app.fake.calls).toContain('quit');
    await expect.poll(() => app.engines.length).toBe(2);
    expect(app.lines.join('\n')).toContain('the updater quits for an installation that has failed: refused');
    expect(app.fake.calls).not.toContain('quitted');
    expect(app.state().update).toMatchObject({ state: 'failed' });
    // Of a person it is as ever.
    app.fake.electron.app.quit();
    await expect.poll(() => app.fake.calls.at(-1)).toBe('quitted');
  });

  test('that is an AppImage and was given a new name by its update starts again from that one', async () => {
    const updater = new FakeUpdater([]);
    const app = await startFakeApp({ updater, environment: { APPIMAGE: '/apps/Showrunner-1.2.3.AppImage' } });
    updater.emit('appimage-filename-updated', '/apps/Showrunner-2.0.0.AppImage');
    // Where start-again.ts looks for it.
    expect(app.environment.APPIMAGE).toBe('/apps/Showrunner-2.0.0.AppImage');
  });

  test('opens no window while it quits: it starts again after that', async () => {
    const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';
    const old = 'showrunner://project/01934f2e-7a1b-7c3d-9e4f-0123456789ac';
    const app = await startFakeApp({ platform: 'darwin', args: ['app', '--some-switch', old] });
    app.fake.electron.app.quit();
    app.fake.windows[0]?.window.emit('closed');
    app.fake.app.emit('activate');
    app.fake.app.emit('second-instance', {}, ['app', `showrunner://episode/${id}`]);
    app.fake.app.emit('second-instance', {}, ['app']);
    expect(app.fake.calls.at(-1)).toBe('quit');
    app.engines[0]?.crash();
    const again = `relaunch --some-switch showrunner://episode/${id}`;
    await expect.poll(() => app.fake.calls.slice(-3)).toEqual([again, 'quit', 'quitted']);
    expect(app.fake.windows).toHaveLength(1);
  });
});
