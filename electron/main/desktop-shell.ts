import { join } from 'node:path';
import type * as Electron from 'electron';
import type { CommandId } from '../../shared/desk/command-table.ts';
import { checkCloud } from '../host/cloud-check/check-cloud.ts';
import { machineChecks } from '../host/cloud-check/machine-checks.ts';
import { clerkHost } from '../host/cloud-settings.ts';
import { DeskHost } from '../host/desk-host.ts';
import type { Workspace } from '../host/workspace.ts';
import { defaultDataDirectory } from '../machine/data-directory.ts';
import type { LogFile } from '../machine/log-file.ts';
import type { BootOptions, ElectronModule } from './boot.ts';
import { deepLinkOf, deepLinkPath } from './deep-link.ts';
import { DeskTray } from './desk-tray.ts';
import { type DesktopHandlerParts, desktopHandlers } from './desktop-handlers.ts';
import { serveDesktopRequests } from './desktop-requests.ts';
import { readDesktopSettings } from './desktop-settings.ts';
import { DesktopStateBoard } from './desktop-state.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { forkDemoCloud } from './fork-demo-cloud.ts';
import { serveHostCalls } from './host-calls.ts';
import { openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { openUpdates } from './open-updates.ts';
import { openDemo } from './open-workspace.ts';
import { ourProcesses } from './our-processes.ts';
import { guardPage } from './page-health.ts';
import { PageWishes } from './page-wishes.ts';
import { hearPrivileged, type PrivilegedParts } from './privileged.ts';
import { Quitting, type QuittingParts } from './quitting.ts';
import { SystemNotices } from './system-notices.ts';
import type { Updates } from './updates.ts';

/** The one window, its engine and the events of the desktop around them. */
export class DesktopShell {
  readonly #electron: ElectronModule;
  readonly #options: BootOptions;
  readonly #log: LogFile;
  readonly #board: DesktopStateBoard;
  readonly #tray: DeskTray;
  readonly #notices: SystemNotices;
  readonly #engine: EngineSupervisor;
  readonly #desk: DeskHost;
  readonly #processes: ReturnType<typeof ourProcesses>;
  readonly #wishes = new PageWishes(() => this.#page());
  readonly #quitting: Quitting;
  #running = false;
  #updates: Updates | null = null;
  #window: Electron.BrowserWindow | null = null;
  #firstPath: string;

  constructor(
    electron: ElectronModule,
    options: BootOptions,
    { log, given, startAgain }: { log: LogFile; given: Workspace | null; startAgain: QuittingParts['startAgain'] },
  ) {
    this.#electron = electron;
    this.#options = options;
    this.#log = log;
    this.#firstPath = deepLinkOf(options.args) ?? '/';
    const { app, Menu, Notification, Tray } = electron;
    const settings = readDesktopSettings(this.#settingsFile());
    this.#board = new DesktopStateBoard(
      {
        version: app.getVersion(),
        settings,
        engine: { state: 'restarting' },
        update: { state: 'current', checked_at: null },
      },
      () => this.#page(),
    );
    this.#tray = new DeskTray({
      create: () => new Tray(join(options.icons, options.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png')),
      buildMenu: (template) => Menu.buildFromTemplate(template),
      show: () => this.#show(null),
      quit: () => app.quit(),
    });
    this.#notices = new SystemNotices({
      isSupported: () => Notification.isSupported(),
      create: (notification) => new Notification(notification),
      isWindowInFront: () => this.#window?.isFocused() ?? false,
      isWanted: () => this.#board.current().settings.notifications,
      open: (path) => this.#show(path),
    });
    this.#processes = ourProcesses(electron.utilityProcess, options);
    this.#engine = this.#superviseEngine();
    this.#desk = this.#hostDesk(given);
    this.#quitting = new Quitting({
      app,
      startAgain,
      closeDesk: () => this.#closeDesk(),
      reopenDesk: () => this.#reopenDesk(),
      log: (line) => this.#log.write(line),
    });
  }

  /** Whom the page's policy lets in for the sign-in; nobody in the demo. */
  clerkHost(): string | null {
    const { workspace, cloud } = this.#desk.state;
    return workspace === 'demo' || cloud === null ? null : clerkHost(cloud.clerkPublishableKey);
  }

  listen(): void {
    const { app, autoUpdater } = this.#electron;
    app.on('second-instance', (_, args) => this.#show(deepLinkOf(args)));
    app.on('open-url', (event, link) => {
      event.preventDefault();
      this.#show(deepLinkPath(link));
    });
    app.on('activate', () => this.#show(null));
    app.on('window-all-closed', () => {
      if (this.#options.platform !== 'darwin' && !this.#tray.isThere) app.quit();
    });
    app.on('before-quit', (event) => {
      if (this.#running) this.#quitting.beforeQuit(event);
    });
    autoUpdater.on('before-quit-for-update', () => this.#quitting.updaterQuits());
    const parts = this.#privileged();
    const tellHostState = serveHostCalls(parts, this.#desk);
    hearPrivileged(parts, 'engine-wanted', (page) => {
      tellHostState();
      this.#engine.connectPage(page);
      this.#wishes.heard();
    });
    serveDesktopRequests(parts, desktopHandlers(this.#handlerParts()), () => this.#board.send());
  }

  #hostDesk(given: Workspace | null): DeskHost {
    const { environment, bundles, templateDir } = this.#options;
    const dataDir = environment.SHOWRUNNER_DATA ?? defaultDataDirectory();
    const demoCloud = {
      fork: (directory: string) => this.#processes.demoCloud(directory),
      log: (line: string) => this.#log.write(`demo cloud: ${line}`),
    };
    const workerPath = join(bundles, 'store-worker.js');
    return new DeskHost({
      dataDir,
      // The starter has read it already, and decided for the demo.
      environment: given === null ? environment : {},
      engine: {
        open: async (workspace) => this.#engine.start({ kind: 'open', workspace, templateDir, workerPath }),
        close: () => this.#engine.close(),
      },
      openDemo: () =>
        openDemo({ given, dataDir, environment, startCloud: (directory) => forkDemoCloud(demoCloud, directory) }),
      checkCloud: (settings) => checkCloud(settings, machineChecks),
      now: () => new Date(),
      log: (line) => this.#log.write(line),
    });
  }

  async run(): Promise<void> {
    const { Menu, powerMonitor } = this.#electron;
    // The policy that a page is served with is of its workspace.
    await this.#desk.recall();
    const engine = this.#engine;
    // From here on somebody sees a window, and quitting waits for what is being opened.
    this.#running = true;
    powerMonitor.on('suspend', () => engine.setSuspended(true));
    powerMonitor.on('resume', () => engine.setSuspended(false));
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(this.#options.platform, (id) => this.#runCommand(id))));
    this.#tray.set(this.#board.current().settings.tray);
    this.#openWindow(this.#firstPath);
    const signIn = this.clerkHost();
    await this.#desk.start();
    if (this.#quitting.isEnding) return;
    // A cloud has taken the place of a demo that did not open: its sign-in needs the policy of another page.
    if (this.clerkHost() !== signIn) this.#page()?.reload();
    this.#updates = await openUpdates({
      options: this.#options,
      board: this.#board,
      desk: this.#desk,
      engine,
      quitting: this.#quitting,
      log: (line) => this.#log.write(line),
    });
  }

  #superviseEngine(): EngineSupervisor {
    const { MessageChannelMain } = this.#electron;
    return new EngineSupervisor({
      fork: () => this.#processes.engine(),
      channel: () => new MessageChannelMain(),
      onHealth: (engine) => this.#board.set({ engine }),
      onNotice: (notice) => this.#notices.show(notice),
      log: (line) => this.#log.write(`engine: ${line}`),
    });
  }

  #handlerParts(): DesktopHandlerParts {
    const { app, dialog, shell } = this.#electron;
    return {
      app,
      dialog,
      shell,
      board: this.#board,
      tray: this.#tray,
      engine: this.#engine,
      log: this.#log,
      window: () => this.#window,
      updates: () => this.#updates,
      dataDir: () => this.#desk.workspace?.dataDir ?? app.getPath('userData'),
      settingsFile: () => this.#settingsFile(),
    };
  }

  #privileged(): PrivilegedParts {
    return {
      ipcMain: this.#electron.ipcMain,
      page: () => this.#page(),
      log: (line) => this.#log.write(line),
    };
  }

  #page(): Electron.WebContents | null {
    return this.#window?.webContents ?? null;
  }

  #settingsFile(): string {
    return join(this.#electron.app.getPath('userData'), 'desktop-settings.json');
  }

  #runCommand(id: CommandId): void {
    if (this.#quitting.isEnding) return;
    this.#show(null);
    this.#wishes.runCommand(id);
  }

  /** Brings the window to the front, made anew if it was closed (macOS), and shows a path of the page if one is given. */
  #show(path: string | null): void {
    if (!this.#running) {
      this.#firstPath = path ?? this.#firstPath;
      return;
    }
    if (this.#quitting.isEnding) {
      this.#quitting.comeBack(path);
      return;
    }
    if (this.#window === null) {
      this.#openWindow(path ?? '/');
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
    if (path !== null) this.#wishes.openPath(path);
  }

  #openWindow(path: string): void {
    const { app, BrowserWindow, dialog, nativeTheme, screen } = this.#electron;
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
    window.on('close', (event) => {
      // With the icon in the tray the desk goes on; quitting is said there or in the menu.
      if (!this.#tray.isThere || this.#quitting.letsWindowsClose) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#window = null;
    });
    this.#wishes.beginAnew();
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#wishes.unheard();
    });
    guardPage(window, { dialog, log: (line) => this.#log.write(line), quit: () => app.quit() });
    this.#window = window;
  }

  async #closeDesk(): Promise<void> {
    this.#updates?.stop();
    await this.#desk.close();
    this.#tray.set(false);
  }

  async #reopenDesk(): Promise<void> {
    await this.#desk.reopen();
    this.#tray.set(this.#board.current().settings.tray);
  }
}
