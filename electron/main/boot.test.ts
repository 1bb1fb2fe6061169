import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import { describe, expect, test } from 'vitest';
import { PROTOCOL_VERSION, type Push, type Response } from '../../shared/ipc/contract.ts';
import { openEngine } from '../engine/open-engine.ts';
import { hostEngine } from '../host/engine-host.ts';
import { bootFakeApp, HOME, startFakeApp } from '../testing/fake-app.ts';
import type { FakeElectron } from '../testing/fake-electron.ts';

const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';

/** The page asks for its engine, as the preload does. */
function askForEngine(fake: FakeElectron, frame: { url: string; parent: unknown } = home): void {
  fake.ipcMain.emit('engine-wanted', { sender: fake.windows[0]?.contents, senderFrame: frame });
}
const home = HOME;

function portOf(fake: FakeElectron): MessagePortMain {
  const port = fake.windows[0]?.posted.at(-1)?.ports[0];
  if (port === undefined) throw new Error('the page got no port');
  return port;
}

describe('boot', () => {
  test('does things in the one order that is safe', async () => {
    const { fake } = await startFakeApp();
    expect(fake.calls).toEqual([
      'enableSandbox',
      'setPath userData',
      'requestSingleInstanceLock',
      'crashReporter keeps',
      'registerSchemesAsPrivileged',
      'whenReady',
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'handle showrunner-app',
      'setApplicationMenu',
      // Before anything is opened: a demo's cloud takes seconds, and minutes at the first start.
      'new BrowserWindow',
      'fork engine-process.js',
    ]);
    expect(fake.schemes[0]?.privileges).toMatchObject({ standard: true, secure: true });
    expect(fake.schemes[0]?.privileges?.bypassCSP).toBeUndefined();
  });

  test('a second instance does nothing but quit', async () => {
    const { fake } = await startFakeApp({ primary: false });
    expect(fake.calls.at(-1)).toBe('quitted');
    expect(fake.calls).not.toContain('whenReady');
    expect(fake.windows).toEqual([]);
  });

  test('an installed app is registered for its links; one that runs from a checkout is none that a link could open', async () => {
    const registered = 'setAsDefaultProtocolClient showrunner';
    expect((await startFakeApp({ isPackaged: true })).fake.calls).toContain(registered);
    const { fake } = await bootFakeApp({ environment: { SHOWRUNNER_WORKSPACE: undefined } });
    expect(fake.calls).not.toContain(registered);
  });

  test('the page is sandboxed, isolated, and gets one preload', async () => {
    const { fake } = await startFakeApp();
    expect(fake.windows[0]?.options.webPreferences).toEqual({
      preload: join('/bundles', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
    });
  });

  test('serves the page with its policy, and nothing outside its folder', async () => {
    const { fake } = await startFakeApp();
    const get = (path: string) =>
      fake.handler()(new Request(`showrunner-app://desk${path}`, { headers: { accept: 'text/html' } }));
    const page = await get('/episodes/1');
    expect(await page.text()).toContain('Showrunner');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
    expect((await get('/..%2f..%2fetc/passwd')).status).toBe(400);
    expect((await get('/assets/none.js')).status).toBe(404);
    expect((await fake.handler()(new Request('showrunner-app://elsewhere/'))).status).toBe(404);
  });

  test('no page leaves the app; links to the world open outside', async () => {
    const { fake } = await startFakeApp();
    const contents = fake.windows[0]?.contents;
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const refused: string[] = [];
      for (const url of ['https://evil.example/', 'file:///etc/passwd', 'showrunner-app://desk/episodes/1']) {
        contents?.emit(name, { url, preventDefault: () => refused.push(url) });
      }
      expect(refused).toEqual(['https://evil.example/', 'file:///etc/passwd']);
    }
    const open = (url: string) =>
      fake.windows[0]?.openHandler()({
        url,
        frameName: '',
        features: '',
        disposition: 'new-window',
        referrer: { url: '', policy: 'no-referrer' },
      });
    expect([open('https://example.org/'), open('file:///etc/passwd'), open('showrunner-app://desk/')]).toEqual(
      Array(3).fill({ action: 'deny' }),
    );
    expect(fake.opened).toEqual(['https://example.org/']);
  });

  test('a link opens its episode: at the start, and in the window that is open', async () => {
    const { fake } = await startFakeApp({ args: ['app', `showrunner://episode/${id}`] });
    expect(fake.windows[0]?.urls).toEqual([`showrunner-app://desk/episodes/${id}`]);
    const opened = () => fake.windows[0]?.sent.filter(([name]) => name === 'open-path');
    fake.app.emit('second-instance', {}, ['app', `showrunner://project/${id}`]);
    // The page still loads: it would not hear it.
    expect(opened()).toEqual([]);
    askForEngine(fake);
    expect(opened()).toEqual([['open-path', `/projects/${id}`]]);
    fake.windows[0]?.contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    fake.app.emit('second-instance', {}, ['app', `showrunner://episode/${id}`]);
    askForEngine(fake);
    expect(opened()?.slice(1)).toEqual([['open-path', `/episodes/${id}`]]);
    fake.app.emit('second-instance', {}, ['app', 'showrunner://episode/../settings']);
    expect(opened()).toHaveLength(2);
    expect(fake.windows[0]?.sent.at(-1)).toEqual(['focus']);
  });

  test('a command of a menu opens the window that was closed, and runs once its page listens', async () => {
    const { fake } = await startFakeApp({ platform: 'darwin' });
    const items = fake.menu().flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const click = items.find(({ id: command }) => command === 'go.settings')?.click as () => void;
    fake.windows[0]?.window.emit('closed');
    click();
    const [, opened] = fake.windows;
    expect(opened?.sent).toEqual([]);
    fake.ipcMain.emit('engine-wanted', { sender: opened?.contents, senderFrame: home });
    expect(opened?.sent).toContainEqual(['run-command', 'go.settings']);
    click();
    expect(opened?.sent.filter(([name]) => name === 'run-command')).toHaveLength(2);
  });

  test('the window is remembered', async () => {
    const { fake, workspace } = await startFakeApp();
    fake.windows[0]?.window.emit('close');
    const memory: unknown = JSON.parse(await readFile(join(workspace.dataDir, 'electron/window.json'), 'utf8'));
    expect(memory).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: false });
  });
});

describe('the engine', () => {
  test('gets what to open, and an environment of what it needs', async () => {
    const { engines, environments, workspace } = await startFakeApp();
    expect(engines[0]?.received[0]).toMatchObject({ kind: 'open', workspace });
    expect(environments[0]).toEqual({ PATH: '/bin' });
  });

  test('a page gets its port when it asks, another after a reload, another after a crash of the engine', async () => {
    const { fake, engines } = await startFakeApp();
    askForEngine(fake);
    askForEngine(fake);
    expect(fake.windows[0]?.posted).toHaveLength(2);
    const restarted = new Promise<void>((resolve) => {
      const look = (): void => (fake.windows[0]?.posted.length === 3 ? resolve() : void setImmediate(look));
      look();
    });
    engines[0]?.crash();
    await restarted;
    expect(engines).toHaveLength(2);
    expect(engines[1]?.received.map((message) => (message as { kind: string }).kind)).toEqual(['open', 'page']);
  });

  test('a store that a backup took the place of is opened by another process, as often as a person restores', async () => {
    const restores = 8;
    const { fake, engines, lines, state } = await startFakeApp({
      run: ({ parent }) =>
        parent.on('message', ({ data }) => {
          if (data.kind === 'open') parent.postMessage({ kind: 'opened' });
        }),
    });
    askForEngine(fake);
    for (let restored = 1; restored <= restores; restored += 1) {
      engines.at(-1)?.parent.postMessage({ kind: 'reopen' });
      await expect.poll(() => engines.length).toBe(restored + 1);
      await expect.poll(() => state().engine).toEqual({ state: 'running' });
    }
    expect(fake.windows[0]?.posted).toHaveLength(restores + 1);
    expect(lines.join('\n')).not.toContain('ended by itself');
  });

  test('nobody but the page itself gets a port', async () => {
    const { fake } = await startFakeApp();
    askForEngine(fake, { url: 'https://evil.example/', parent: null });
    askForEngine(fake, { url: 'showrunner-app://desk/', parent: {} });
    fake.ipcMain.emit('engine-wanted', { sender: {}, senderFrame: home });
    fake.ipcMain.emit('engine-wanted', { sender: fake.windows[0]?.contents, senderFrame: null });
    expect(fake.windows[0]?.posted).toEqual([]);
  });

  test('the host answers the page itself, and nobody else', async () => {
    const { fake } = await startFakeApp();
    const sender = fake.windows[0]?.contents;
    const call = { name: 'workspace.choose', params: { workspace: 'cloud' } };
    expect(await fake.invoke('showrunner:host-call', { sender, senderFrame: home }, call)).toMatchObject({
      ok: true,
      result: { ok: false, error: { code: 'refused', message: 'No cloud is connected yet.' } },
    });
    for (const event of [
      { sender, senderFrame: { url: 'https://evil.example/', parent: null } },
      { sender, senderFrame: { ...home, parent: {} } },
      { sender, senderFrame: null },
      { sender: {}, senderFrame: home },
    ]) {
      expect(await fake.invoke('showrunner:host-call', event, call)).toMatchObject({ ok: false });
    }
    askForEngine(fake);
    expect(fake.windows[0]?.sent).toContainEqual([
      'showrunner:host-state',
      expect.objectContaining({ workspace: 'demo', tokens: 'engine' }),
    ]);
  });

  test('hears of sleep and of waking', async () => {
    const { fake, engines } = await startFakeApp();
    fake.powerMonitor.emit('suspend');
    fake.powerMonitor.emit('resume');
    expect(engines[0]?.received.slice(1)).toEqual([
      { kind: 'suspended', suspended: true },
      { kind: 'suspended', suspended: false },
    ]);
  });

  test('a store that does not open is told to the page, which may try once more', async () => {
    const { engines, ask, state } = await startFakeApp({
      run: ({ parent }) =>
        parent.on('message', ({ data }) => {
          if (data.kind === 'open')
            parent.postMessage({ kind: 'refused', code: 'store-locked', message: 'It is open elsewhere.' });
        }),
    });
    const stopped = { state: 'stopped', code: 'store-locked', message: 'It is open elsewhere.' };
    await expect.poll(() => state().engine).toEqual(stopped);
    expect(engines).toHaveLength(1);
    expect(await ask('engine.start-again', {})).toEqual({ ok: true, result: null });
    expect(engines).toHaveLength(2);
  });

  test('the real one serves a page over its port, again after a restore, and quitting waits until it has closed', async () => {
    const closed: string[] = [];
    let restored: () => void = () => undefined;
    const { fake } = await startFakeApp({
      template: 'built',
      run: ({ parent }) =>
        hostEngine(parent, async (options, _, reopen) => {
          const engine = await openEngine({ ...options, offline: true }, { reopen });
          restored = reopen;
          return {
            connect: (port) => engine.connect(port),
            setSuspended: (suspended) => engine.setSuspended(suspended),
            onNotice: (listener) => engine.onNotice(listener),
            settle: (deadlineMs) => engine.settle(deadlineMs),
            backUp: () => engine.backUp(),
            status: () => engine.status(),
            async close() {
              await engine.close();
              closed.push(...fake.calls.slice(-1));
            },
          };
        }),
    });
    const projects = async (): Promise<Push | Response | undefined> => {
      const port = portOf(fake);
      const messages: (Push | Response)[] = [];
      port.on('message', ({ data }) => messages.push(data));
      port.start();
      port.postMessage({ v: PROTOCOL_VERSION, id: 1, kind: 'query', name: 'projects.list', params: {} });
      await expect.poll(() => messages.some((message) => 'id' in message), { timeout: 30_000 }).toBe(true);
      expect(messages).toContainEqual(expect.objectContaining({ push: 'hello' }));
      return messages.find((message) => 'id' in message);
    };
    // Asked before the engine is open: the port waits for it.
    askForEngine(fake);
    expect(await projects()).toMatchObject({ id: 1, ok: true, result: [] });
    restored();
    await expect.poll(() => fake.windows[0]?.posted.length, { timeout: 30_000 }).toBe(2);
    expect(await projects()).toMatchObject({ ok: true, result: [] });

    fake.electron.app.quit();
    fake.electron.app.quit();
    expect(fake.calls).not.toContain('quitted');
    await expect.poll(() => fake.calls.at(-1), { timeout: 30_000 }).toBe('quitted');
    expect(closed).toEqual(['fork engine-process.js', 'quit']);
  });
});
