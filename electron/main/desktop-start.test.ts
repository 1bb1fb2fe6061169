import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostState } from '../../shared/ipc/host.ts';
import { type Connection, writeConnection } from '../host/connection-file.ts';
import { CLOUD } from '../testing/desk-host-scene.ts';
import { bootFakeApp, HOME } from '../testing/fake-app.ts';
import type { FakeUtilityProcess } from '../testing/fake-utility-process.ts';

const WHY = 'The disk is full.';
const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'data-'));
  // Demo clouds of this user find each other there.
  vi.stubEnv('TMPDIR', data);
});
afterEach(() => void vi.unstubAllEnvs());

/** An installed app on a data folder, whose demo's cloud ends as it is told, or is never ready. */
async function scene(connection: Connection | null, tellCloud: (cloud: FakeUtilityProcess) => void = () => {}) {
  if (connection !== null) await writeConnection(data, connection);
  const app = await bootFakeApp({
    environment: { SHOWRUNNER_WORKSPACE: undefined, SHOWRUNNER_DATA: data },
    run(process, entry) {
      if (entry === 'cloud-process.js') tellCloud(process);
      else
        process.parent.on('message', ({ data: message }) => {
          if (message.kind === 'close') process.parent.postMessage({ kind: 'closed' });
        });
    },
  });
  return {
    ...app,
    askForEngine: () =>
      app.fake.ipcMain.emit('engine-wanted', { sender: app.fake.windows.at(-1)?.contents, senderFrame: HOME }),
    told: () =>
      app.fake.windows
        .at(-1)
        ?.sent.filter(([channel]) => channel === 'showrunner:host-state')
        .map(([, state]) => state as HostState),
    policy: async () => {
      const page = new Request('showrunner-app://desk/', { headers: { accept: 'text/html' } });
      return (await app.fake.handler()(page)).headers.get('content-security-policy');
    },
  };
}

/** As cloud-process.ts does it: the reason to its output, a sentence to the app, and the end. */
function fails(cloud: FakeUtilityProcess): void {
  // Heard once somebody listens, as from another process.
  setImmediate(() => {
    cloud.writes('Error: could not extend file: No space left on device\n');
    cloud.process.emit('message', { kind: 'failed', message: WHY });
    cloud.crash();
  });
}

describe('a demo that does not start', () => {
  test('keeps nobody out of the app: there is a window, and its page hears why and from where to go on', async () => {
    const app = await scene(null, fails);
    await app.booting;
    app.askForEngine();
    expect(app.fake.windows).toHaveLength(1);
    expect(app.told()?.at(-1)).toMatchObject({ workspace: 'demo', identity: null, demoTrouble: WHY });
    expect(app.fake.errors).toEqual([]);
    expect(app.fake.calls).not.toContain('exit 70');
    expect(app.lines).toContain('demo cloud: Error: could not extend file: No space left on device');
  });

  test('keeps nobody out of the cloud that is connected: its page is served, with a policy for its sign-in', async () => {
    const app = await scene({ workspace: 'demo', cloud: CLOUD }, fails);
    const sentAtOnce = await app.policy();
    await app.booting;
    app.askForEngine();
    expect(app.told()?.at(-1)).toMatchObject({ workspace: 'cloud', demoTrouble: WHY });
    expect(app.fake.windows[0]?.urls).toEqual(['showrunner-app://desk/', 'reload']);
    expect(sentAtOnce).not.toContain('clerk');
    expect(await app.policy()).toContain('brave-otter-1.clerk.accounts.dev');
    expect(JSON.parse(await readFile(join(data, 'connection.json'), 'utf8'))).toMatchObject({ workspace: 'demo' });
    // Of the demo's own, once more and in vain: the cloud stays.
    const call = { name: 'workspace.choose', params: { workspace: 'demo' } };
    const event = { sender: app.fake.windows[0]?.contents, senderFrame: HOME };
    expect(await app.fake.invoke('showrunner:host-call', event, call)).toMatchObject({
      result: { ok: false, error: { message: WHY } },
    });
  });
});

describe('while a demo is opened', () => {
  test('there is a window, which is told of no desk before there is one', async () => {
    const app = await scene(null);
    await expect.poll(() => app.fake.calls).toContain('fork cloud-process.js');
    app.askForEngine();
    expect(app.fake.windows).toHaveLength(1);
    expect(app.told()).toEqual([]);
  });

  test('a second start comes to that window, with its link; on macOS one that was closed is opened again', async () => {
    const app = await scene(null);
    await expect.poll(() => app.fake.calls).toContain('fork cloud-process.js');
    app.fake.app.emit('second-instance', {}, ['app', `showrunner://episode/${id}`]);
    app.fake.app.emit('activate');
    expect(app.fake.windows).toHaveLength(1);
    expect(app.fake.windows[0]?.sent.at(-1)).toEqual(['focus']);
    app.askForEngine();
    expect(app.fake.windows[0]?.sent).toContainEqual(['open-path', `/episodes/${id}`]);
    app.fake.windows[0]?.window.emit('closed');
    app.fake.app.emit('activate');
    expect(app.fake.windows).toHaveLength(2);
  });

  test('quitting waits for it as for any change, and nothing is opened behind it', async () => {
    let end: () => void = () => undefined;
    const app = await scene({ workspace: 'demo', cloud: CLOUD }, (cloud) => {
      end = () => fails(cloud);
    });
    await expect.poll(() => app.fake.calls).toContain('fork cloud-process.js');
    app.fake.electron.app.quit();
    expect(app.fake.calls.at(-1)).toBe('quit');
    end();
    await expect.poll(() => app.fake.calls.at(-1)).toBe('quitted');
    await app.booting;
    expect(app.fake.windows[0]?.urls).toEqual(['showrunner-app://desk/']);
    expect(app.fake.windows).toHaveLength(1);
  });
});
