import { join } from 'node:path';
import type { createClerkBridge } from '@clerk/electron';
import type * as Electron from 'electron';
import type { LogFile } from '../machine/log-file.ts';
import { answerRightClick } from './answer-right-click.ts';
import { APP_ID, APP_SCHEME, LINK_SCHEME } from './app-address.ts';
import { startClerkBridge } from './clerk-bridge.ts';
import { guardCrashes } from './crash-guard.ts';
import { DesktopShell } from './desktop-shell.ts';
import type { FoundUpdater } from './find-updater.ts';
import { guardContents, guardPermissions } from './guard-contents.ts';
import { givenWorkspace } from './open-workspace.ts';
import { refuseStart } from './refuse-start.ts';
import { servePage } from './serve-page.ts';
import { startAgain } from './start-again.ts';
import { TokenStorage } from './token-storage.ts';
import { userDataFolder } from './user-data.ts';

/** What of Electron the main process uses; the tests bring a fake that is checked against these types. */
export type ElectronModule = Pick<
  typeof Electron,
  | 'app'
  | 'autoUpdater'
  | 'BrowserWindow'
  | 'clipboard'
  | 'crashReporter'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
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
  /** Pictures of the tray and the window. */
  icons: string;
  process: Pick<NodeJS.Process, 'on' | 'execPath'>;
  /** Of @clerk/electron; it reaches Electron by itself. */
  createClerkBridge: typeof createClerkBridge;
  openLog(folder: string): LogFile;
  findUpdater(): Promise<FoundUpdater>;
}

/** Starts the app, in this order: sandbox, single instance, scheme, listeners, guards, then everything that needs `ready`. */
export async function boot(electron: ElectronModule, options: BootOptions): Promise<void> {
  const { app, protocol, safeStorage } = electron;
  const { environment, platform } = options;
  app.enableSandbox();

  // The lock and Chromium's own files live in userData: two profiles side by side are two instances, one profile is one.
  const given = givenWorkspace(environment);
  const userData = userDataFolder(environment, given);
  if (userData !== null) app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Windows shows notifications only of an app that it knows by name; the installer's shortcut has the same.
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
  const log = options.openLog(join(app.getPath('userData'), 'logs'));
  const write = (line: string): void => log.write(line);
  write(`Showrunner ${app.getVersion()} on ${options.platform}`);
  // Reports stay in the folder of the app's data: they hold pieces of memory, and nobody has asked for those.
  electron.crashReporter.start({ uploadToServer: false });
  const again = (path: string | null, end: () => void): void => startAgain({ ...options, app }, path, end);
  guardCrashes({
    app,
    dialog: electron.dialog,
    process: options.process,
    log: write,
    startAgain: (end) => again(null, end),
  });

  // Registers the page's scheme too.
  const signIn = join(app.getPath('userData'), 'sign-in.json');
  startClerkBridge(options.createClerkBridge, new TokenStorage({ safeStorage, platform, file: signIn, log: write }));
  // From a checkout the system would be told of Electron's own binary, which shows an example of its own for a link.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

  let shell: DesktopShell;
  try {
    shell = new DesktopShell(electron, options, { log, given, startAgain: again });
  } catch (error) {
    return refuseStart(electron, error);
  }
  shell.listen();
  guardContents(app, electron.shell);
  answerRightClick(electron);

  await app.whenReady();
  guardPermissions(electron.session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => servePage(options.pageDir, request, shell.clerkHost()));
  try {
    await shell.run();
  } catch (error) {
    await refuseStart(electron, error);
  }
}
