import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDemoWorkspace } from '../../electron/demo/open-demo-workspace.ts';
import type { OpenWorkspace } from '../../electron/host/workspace.ts';
import { buildStale } from '../../scripts/build/build.ts';
import { removeDeskFolders } from '../support/desk-folders.ts';
import { syncState } from '../support/desk-page.ts';
import { electronBinary } from '../support/walk-host.ts';

const repository = join(import.meta.dirname, '../..');
const missing = electronBinary.path === null ? electronBinary.missing : null;

/** The app in Electron itself: sandbox, port and protocol for real. Skipped where Electron cannot run, and says why. */
describe.skipIf(missing !== null)(`Electron${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let workspace: OpenWorkspace;
  let app: ElectronApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'electron-'));
    vi.stubEnv('TMPDIR', folder);
    await buildStale(repository, { for: 'electron', onRun: () => {} });
    workspace = await openDemoWorkspace({ dataDir: join(folder, 'data'), profile: 'ada' });
    app = await _electron.launch({
      executablePath: electronBinary.path ?? '',
      args: [join(repository, 'dist/electron/main.js')],
      env: { ...process.env, TMPDIR: folder, SHOWRUNNER_WORKSPACE: JSON.stringify(workspace.description) },
    });
  });
  afterAll(async () => {
    await app.close();
    await workspace.close();
    await removeDeskFolders(folder);
  });

  test('the window shows the desk, from its own scheme, without Node in it', async () => {
    const window = await app.firstWindow();
    expect(window.url()).toBe('showrunner-app://desk/');
    await syncState(window, 'up-to-date');
    await window.getByRole('navigation', { name: 'Desk' }).getByText('Ada Thornton').waitFor();
    const seen = await window.evaluate(() => ({
      node: ['process', 'require', 'Buffer', 'module'].filter((name) => name in globalThis),
      bridge: Object.keys(Reflect.get(globalThis, 'showrunner')).sort(),
    }));
    expect(seen).toEqual({ node: [], bridge: ['desktop', 'onOpenPath', 'platform', 'wantEngine'] });
  });

  test('a reload gets a new port', async () => {
    const window = await app.firstWindow();
    await window.reload();
    await syncState(window, 'up-to-date');
  });

  test('the engine is a process of its own', async () => {
    const names = await app.evaluate(({ app: running }) => running.getAppMetrics().map((metric) => metric.serviceName));
    expect(names).toContain('Showrunner engine');
  });
});
