import { join } from 'node:path';
import type * as Electron from 'electron';
import type { OpenWorkspace } from '../host/workspace.ts';
import { defaultDataDirectory } from '../machine/data-directory.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { APP_SCHEME, isAppAddress, LINK_SCHEME } from './app-address.ts';
import { deepLinkOf, deepLinkPath } from './deep-link.ts';
import { engineEnvironment } from './engine-environment.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { forkDemoCloud } from './fork-demo-cloud.ts';
import { guardContents, guardPermissions } from './guard-contents.ts';
import { openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { givenWorkspace, openOwnWorkspace } from './open-workspace.ts';
import { servePage } from './serve-page.ts';

/** What of Electron the main process uses; the tests bring a fake that is checked against these types. */
export type ElectronModule = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>;

export interface BootOptions {
  environment: NodeJS.ProcessEnv;
  args: string[];
  platform: NodeJS.Platform;
  /** Folder of the bundles: main.js, preload.cjs, engine-process.js, store-worker.js. */
  bundles: string;
  /** The built page and the template store. */
  pageDir: string;
  templateDir: string;
}

/** Starts the app, in this order: sandbox, single instance, scheme, listeners, guards, then everything that needs `ready`. */
export async function boot(electron: ElectronModule, options: BootOptions): Promise<void> {
  const { app, protocol } = electron;
  app.enableSandbox();

  // The lock and Chromium's own files live in userData: two profiles side by side are two instances, one profile is one.
  const given = givenWorkspace(options.environment);
  if (given !== null) app.setPath('userData', join(given.dataDir, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }

  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
  if (given === null) app.setAsDefaultProtocolClient(LINK_SCHEME);

  const shell = new DesktopShell(electron, options);
  shell.listen();
  guardContents(app, electron.shell);

  await app.whenReady();
  guardPermissions(electron.session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => servePage(options.pageDir, request));
  try {
    const workspace = given === null ? await shell.openOwn() : { description: given, close: async () => {} };
    shell.run(workspace);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    electron.dialog.showErrorBox('Showrunner cannot start', error.message);
    app.exit(1);
  }
}

/** The one window, its engine and the events of the desktop around them. */
class DesktopShell {
  readonly #electron: ElectronModule;
  readonly #options: BootOptions;
  #workspace: OpenWorkspace | null = null;
  #engine: EngineSupervisor | null = null;
  #window: Electron.BrowserWindow | null = null;
  #firstPath: string;
  #quitting: 'no' | 'closing' | 'closed' = 'no';

  constructor(electron: ElectronModule, options: BootOptions) {
    this.#electron = electron;
    this.#options = options;
    this.#firstPath = deepLinkOf(options.args) ?? '/';
  }

  listen(): void {
    const { app, ipcMain } = this.#electron;
    app.on('second-instance', (_, args) => this.#show(deepLinkOf(args)));
    app.on('open-url', (event, link) => {
      event.preventDefault();
      this.#show(deepLinkPath(link));
    });
    app.on('activate', () => this.#show(null));
    app.on('window-all-closed', () => {
      if (this.#options.platform !== 'darwin') app.quit();
    });
    app.on('before-quit', (event) => this.#beforeQuit(event));
    ipcMain.on('engine-wanted', (event) => {
      // Only the page itself, in the main frame of our window, may speak to the engine.
      const frame = event.senderFrame;
      if (frame === null || frame.parent !== null || !isAppAddress(frame.url)) return;
      if (event.sender !== this.#window?.webContents) return;
      this.#engine?.connectPage(event.sender);
    });
  }

  openOwn(): Promise<OpenWorkspace> {
    const { utilityProcess } = this.#electron;
    const { environment, bundles } = this.#options;
    const entry = join(bundles, '../demo-cloud/electron/demo/cloud-process.js');
    const fork = (directory: string) =>
      utilityProcess.fork(entry, [directory], {
        serviceName: 'Showrunner demo cloud',
        env: engineEnvironment(environment),
      });
    return openOwnWorkspace({
      dataDir: defaultDataDirectory(),
      environment,
      startCloud: (directory) => forkDemoCloud(fork, directory),
    });
  }

  run(workspace: OpenWorkspace): void {
    const { app, dialog, Menu, MessageChannelMain, powerMonitor, shell, utilityProcess } = this.#electron;
    const { environment, bundles, templateDir, platform } = this.#options;
    this.#workspace = workspace;
    this.#engine = new EngineSupervisor({
      fork: () =>
        utilityProcess.fork(join(bundles, 'engine-process.js'), [], {
          serviceName: 'Showrunner engine',
          env: engineEnvironment(environment),
        }),
      channel: () => new MessageChannelMain(),
      open: {
        kind: 'open',
        workspace: workspace.description,
        templateDir,
        workerPath: join(bundles, 'store-worker.js'),
      },
      onGivenUp: (message) => {
        dialog.showErrorBox('Showrunner', message);
        app.quit();
      },
    });
    this.#engine.start();
    powerMonitor.on('suspend', () => this.#engine?.setSuspended(true));
    powerMonitor.on('resume', () => this.#engine?.setSuspended(false));
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(platform, {
          openPath: (path) => this.#show(path),
          openDataFolder: () => void shell.openPath(workspace.description.dataDir),
        }),
      ),
    );
    this.#openWindow(this.#firstPath);
  }

  /** Brings the window to the front, made anew if it was closed (macOS), and shows a path of the page if one is given. */
  #show(path: string | null): void {
    if (this.#engine === null) {
      this.#firstPath = path ?? this.#firstPath;
      return;
    }
    if (this.#window === null) {
      this.#openWindow(path ?? '/');
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
    if (path !== null) this.#window.webContents.send('open-path', path);
  }

  #openWindow(path: string): void {
    const { app, BrowserWindow, nativeTheme, screen } = this.#electron;
    const window = openMainWindow(
      {
        create: (windowOptions) => new BrowserWindow(windowOptions),
        screens: () => screen.getAllDisplays().map((display) => display.workArea),
        isDark: () => nativeTheme.shouldUseDarkColors,
        preload: join(this.#options.bundles, 'preload.cjs'),
        memoryFile: join(app.getPath('userData'), 'window.json'),
      },
      path,
    );
    window.on('closed', () => {
      this.#window = null;
    });
    // What was typed is with the engine already; the page comes back with all of it.
    window.webContents.on('render-process-gone', (_, details) => {
      if (details.reason !== 'clean-exit') window.webContents.reload();
    });
    this.#window = window;
  }

  /** Quitting waits for the engine, with a deadline of the supervisor's, and then goes on by itself. */
  #beforeQuit(event: { preventDefault(): void }): void {
    if (this.#quitting === 'closed' || this.#engine === null) return;
    event.preventDefault();
    if (this.#quitting === 'closing') return;
    this.#quitting = 'closing';
    const engine = this.#engine;
    void engine
      .close()
      .then(() => this.#workspace?.close())
      .finally(() => {
        this.#quitting = 'closed';
        this.#electron.app.quit();
      });
  }
}
