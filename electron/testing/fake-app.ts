import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DesktopState } from '../../shared/ipc/desktop.ts';
import { testTemplate } from '../engine/store/testing/test-store.ts';
import type { Workspace } from '../host/workspace.ts';
import { type BootOptions, boot } from '../main/boot.ts';
import type { Updater } from '../main/updates.ts';
import { fakeElectron } from './fake-electron.ts';
import { type FakeUtilityProcess, fakeUtilityProcess } from './fake-utility-process.ts';

/** Where the page is, as its frame says. */
export const HOME = { url: 'showrunner-app://desk/', parent: null };

export interface FakeAppOptions {
  primary?: boolean;
  isPackaged?: boolean;
  args?: string[];
  /** Each process that is started; the demo's cloud is one too. */
  run?: (engine: FakeUtilityProcess, entry: string) => void;
  platform?: NodeJS.Platform;
  /** Of electron-updater; an app without one runs from its source. */
  updater?: Updater;
  /** In place of one that finds the updater above. */
  findUpdater?: BootOptions['findUpdater'];
  /** Beside or in place of the demo that is given. */
  environment?: NodeJS.ProcessEnv;
  /** Only an engine that is really opened needs a template. */
  template?: 'built';
}

/** The main process once it has booted, on the fake Electron, with fake processes for its engine. */
export async function startFakeApp(options: FakeAppOptions = {}) {
  const { booting, ...app } = await bootFakeApp(options);
  await booting;
  return app;
}

/** The main process while it boots: what it opens may never be open. */
export async function bootFakeApp(options: FakeAppOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'electron-'));
  await writeFile(join(folder, 'index.html'), '<title>Showrunner</title>');
  const workspace: Workspace = {
    workspace: 'demo',
    dataDir: join(folder, 'desk'),
    // Nobody listens there: an engine that is hosted here is offline.
    cloud: { url: 'http://127.0.0.1:9', publishableKey: 'key' },
    identity: { user: { id: 'user_ada', name: 'Ada' }, organization: { id: 'org_demo', name: 'Demo' }, role: 'OWNER' },
    tokens: { from: 'demo', profile: 'ada' },
  };
  const engines: FakeUtilityProcess[] = [];
  const environments: unknown[] = [];
  const lines: string[] = [];
  const process = Object.assign(new EventEmitter(), { execPath: '/opt/Showrunner/showrunner' });
  const fake = fakeElectron({
    userData: folder,
    ...(options.primary === undefined ? {} : { primary: options.primary }),
    isPackaged: options.isPackaged ?? false,
    fork(entry, forkOptions) {
      const engine = fakeUtilityProcess();
      engines.push(engine);
      environments.push(forkOptions?.env);
      options.run?.(engine, basename(entry));
      return engine.process;
    },
  });
  await mkdir(join(workspace.dataDir, 'electron'), { recursive: true });
  const environment: NodeJS.ProcessEnv = {
    SHOWRUNNER_WORKSPACE: JSON.stringify(workspace),
    PATH: '/bin',
    NODE_OPTIONS: '--inspect',
    ...options.environment,
  };
  const templateDir = options.template === 'built' ? await testTemplate() : join(folder, 'no-template');
  const booting = boot(fake.electron, {
    environment,
    args: options.args ?? [],
    platform: options.platform ?? 'linux',
    bundles: '/bundles',
    pageDir: folder,
    templateDir,
    icons: '/icons',
    process: process as unknown as NodeJS.Process,
    // As the real one does, it registers the scheme that it is given.
    createClerkBridge({ renderer }) {
      const { scheme = '', privileges } = renderer ?? {};
      const custom = { scheme, ...(privileges === undefined ? {} : { privileges }) };
      fake.electron.protocol.registerSchemesAsPrivileged([custom]);
      return { isPrimaryInstance: true, cleanup: () => undefined };
    },
    openLog: () => ({ folder: '/logs', write: (line) => void lines.push(line), tail: () => lines.join('\n') }),
    findUpdater: options.findUpdater ?? (async () => options.updater ?? { none: 'it runs from its source.' }),
  });
  return {
    booting,
    fake,
    folder,
    workspace,
    engines,
    environment,
    environments,
    lines,
    process,
    /** As the page asks the desktop. */
    ask(name: string, payload: unknown, senderFrame: unknown = HOME): Promise<unknown> {
      return fake.invoke('desktop-ask', { sender: fake.windows[0]?.contents, senderFrame }, { name, payload });
    },
    /** What the page was last told of the desktop. */
    state(): DesktopState {
      const [, state] = fake.windows[0]?.sent.findLast(([channel]) => channel === 'desktop-state') ?? [];
      return state as DesktopState;
    },
  };
}
