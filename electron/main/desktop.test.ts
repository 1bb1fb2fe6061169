import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOME, startFakeApp } from '../testing/fake-app.ts';
import type { FakeUtilityProcess } from '../testing/fake-utility-process.ts';

const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';
const notice = { id: 'n1', tone: 'success', title: 'Ready', body: 'It is ready.', path: `/episodes/${id}` } as const;

/** An engine that answers what a report asks of it. */
const describing = ({ parent }: FakeUtilityProcess): void =>
  void parent.on('message', ({ data }) => {
    if (data.kind === 'describe') parent.postMessage({ kind: 'described', text: '{"pending_count": 3}' });
  });

describe('what the page may ask of the desktop', () => {
  test('is answered to the page alone, and only in the shapes of the contract', async () => {
    const app = await startFakeApp();
    const refused = { ok: false, error: { code: 'refused', message: expect.any(String) } };
    for (const frame of [
      null,
      { url: 'https://evil.example/', parent: null },
      { url: 'showrunner-app://desk/', parent: {} },
    ]) {
      expect(await app.ask('folder.show', { which: 'data' }, frame)).toEqual(refused);
    }
    const bad = { ok: false, error: { code: 'bad-request', message: expect.any(String) } };
    const hostile: [string, unknown][] = [
      ['folder.show', { which: '/etc' }],
      ['folder.show', { which: 'data', path: '/etc' }],
      ['settings.change', { tray: 'yes' }],
      ['settings.change', { tray: true, shell: 'rm' }],
      ['app.exec', {}],
      ['__proto__', {}],
      ['app.quit', null],
    ];
    for (const [name, payload] of hostile) expect(await app.ask(name, payload), name).toEqual(bad);
    expect(app.fake.opened).toEqual([]);
    expect(await app.ask('folder.show', { which: 'data' })).toEqual({ ok: true, result: null });
    expect(app.fake.opened).toEqual([app.workspace.dataDir]);
  });

  test('settings are kept, and the icon in the tray comes and goes with its switch', async () => {
    const app = await startFakeApp();
    expect(app.state().settings).toEqual({ tray: false, notifications: true });
    await app.ask('settings.change', { tray: true });
    expect(app.fake.trays).toHaveLength(1);
    expect(app.state().settings).toEqual({ tray: true, notifications: true });
    // With the icon there, closing hides; quitting is said in the tray or a menu.
    let prevented = false;
    app.fake.windows[0]?.window.emit('close', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
    const file = join(app.workspace.dataDir, 'electron/desktop-settings.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ tray: true, notifications: true });
    await app.ask('settings.change', { tray: false });
    expect(app.fake.trays).toHaveLength(0);
  });

  test('a report holds states and the log, and no secret', async () => {
    const app = await startFakeApp({ run: describing });
    const path = join(await mkdtemp(join(tmpdir(), 'report-')), 'report.txt');
    app.fake.saveTo(path);
    expect(await app.ask('diagnostics.save', {})).toEqual({ ok: true, result: { saved: true } });
    const report = await readFile(path, 'utf8');
    for (const title of ['1. App', '2. Machine', '3. Disk', '4. Store', '5. Sync', '6. Log'])
      expect(report).toContain(title);
    expect(report).toContain('"version": "1.2.3"');
    expect(report).toContain('"pending_count": 3');
    expect(report).not.toMatch(/eyJ|sb_publishable|@/);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('a dialog that is closed saves nothing; a folder that cannot be written is said', async () => {
    const app = await startFakeApp({ run: describing });
    expect(await app.ask('diagnostics.save', {})).toEqual({ ok: true, result: { saved: false } });
    app.fake.saveTo('/nowhere/at/all/report.txt');
    expect(await app.ask('diagnostics.save', {})).toMatchObject({
      ok: false,
      error: {
        code: 'failed',
        message: expect.stringMatching(/^The file was not saved: .+ nothing else has changed\.$/),
      },
    });
  });

  test('unsent edits can be saved while no engine runs', async () => {
    const app = await startFakeApp({
      run: ({ parent }) =>
        parent.on('message', ({ data }) => {
          if (data.kind === 'open') parent.postMessage({ kind: 'refused', code: 'store-newer', message: 'Too new.' });
          if (data.kind === 'read-unsent') parent.postMessage({ kind: 'unsent', text: `edits of ${data.dataDir}` });
        }),
    });
    await expect.poll(() => app.state().engine.state).toBe('stopped');
    const path = join(await mkdtemp(join(tmpdir(), 'unsent-')), 'unsent.json');
    app.fake.saveTo(path);
    expect(await app.ask('unsent.save', {})).toEqual({ ok: true, result: { saved: true } });
    expect(await readFile(path, 'utf8')).toBe(`edits of ${app.workspace.dataDir}`);
  });
});

describe('notices of the engine', () => {
  test('come as notifications of the system, and a click opens what they are about', async () => {
    const app = await startFakeApp();
    app.engines[0]?.parent.postMessage({ kind: 'notice', notice });
    await expect.poll(() => app.fake.notifications.length).toBe(1);
    expect(app.fake.notifications[0]?.options).toEqual({ title: 'Ready', body: 'It is ready.' });
    app.fake.ipcMain.emit('engine-wanted', { sender: app.fake.windows[0]?.contents, senderFrame: HOME });
    app.fake.notifications[0]?.emitter.emit('click');
    expect(app.fake.windows[0]?.sent.at(-1)).toEqual(['open-path', `/episodes/${id}`]);
  });

  test('not when they are switched off', async () => {
    const app = await startFakeApp();
    await app.ask('settings.change', { notifications: false });
    app.engines[0]?.parent.postMessage({ kind: 'notice', notice });
    app.engines[0]?.parent.postMessage({ kind: 'opened' });
    await expect.poll(() => app.state().engine.state).toBe('running');
    expect(app.fake.notifications).toEqual([]);
  });

  test('a flood shows the newest few', async () => {
    const app = await startFakeApp();
    for (let n = 0; n < 9; n += 1) app.engines[0]?.parent.postMessage({ kind: 'notice', notice });
    await expect.poll(() => app.fake.notifications.length).toBe(9);
    expect(app.fake.notifications.filter(({ closed }) => !closed)).toHaveLength(5);
  });
});

describe('what breaks', () => {
  test('a page that crashes is loaded again, and asked about when it goes on crashing', async () => {
    const app = await startFakeApp();
    const page = app.fake.windows[0];
    for (let n = 0; n < 5; n += 1) page?.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(page?.urls.filter((url) => url === 'reload')).toHaveLength(5);
    app.fake.pressNext(1);
    page?.contents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    await expect.poll(() => app.fake.calls).toContain('quit');
    expect(app.fake.boxes).toEqual(['The page of the desk has stopped several times.']);
  });

  test('a page whose window was closed while it was asked about is left alone', async () => {
    const app = await startFakeApp();
    const page = app.fake.windows[0];
    for (let n = 0; n < 6; n += 1) page?.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    page?.destroy();
    const defects: unknown[] = [];
    const heard = (error: unknown): void => void defects.push(error);
    process.on('unhandledRejection', heard);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', heard);
    expect(app.fake.boxes).toHaveLength(1);
    expect(defects).toEqual([]);
    expect(() => page?.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })).not.toThrow();
  });

  test('a page that hangs is asked about once at a time', async () => {
    const app = await startFakeApp();
    const page = app.fake.windows[0];
    app.fake.pressNext(1);
    page?.window.emit('unresponsive');
    page?.window.emit('unresponsive');
    await expect.poll(() => page?.urls.at(-1)).toBe('reload');
    expect(app.fake.boxes).toEqual(['The desk does not answer.']);
  });

  test('a page that hangs is ended before it is loaded again, once; a crash after that is one like any other', async () => {
    const app = await startFakeApp();
    const page = app.fake.windows[0];
    const seen = () => page?.urls.slice(1);
    app.fake.pressNext(1);
    page?.window.emit('unresponsive');
    await expect.poll(() => app.lines.join('\n')).toContain('page gone');
    expect(seen()).toEqual(['crash', 'reload']);
    page?.contents.emit('did-finish-load');
    page?.contents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    expect(seen()).toEqual(['crash', 'reload', 'reload']);
  });

  test('a defect of the main process is written down, said once, and answered by a fresh start', async () => {
    const app = await startFakeApp();
    app.process.emit('uncaughtException', new Error('with ?key=abc'));
    app.process.emit('unhandledRejection', new Error('another'));
    expect(app.fake.boxes).toEqual(['Showrunner has a problem and must start again.']);
    expect(app.fake.calls.slice(-2)).toEqual(['relaunch', 'exit 70']);
    expect(app.lines.join('\n')).toContain('uncaught: Error: with');
  });
});
