/**
 * Stands in for the package `electron` in unit tests (an alias in vitest.config.ts): importing the real one outside Electron
 * tries to download its binary. Every member is checked against Electron's own types. A test makes its own with `fakeElectron`;
 * the module's exports are for code that imports `electron` itself (the preload).
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { ElectronModule } from '../main/boot.ts';
import { channelMain } from './fake-ports.ts';
import { type FakeWindow, fakeWindow } from './fake-window.ts';
import { standIn } from './stand-in.ts';

export interface FakeElectron {
  electron: ElectronModule;
  /** What was called on Electron, in order, by name. */
  calls: string[];
  app: EventEmitter;
  /** Electron's own; electron-updater tells by it that it quits the app. */
  autoUpdater: EventEmitter;
  ipcMain: EventEmitter;
  powerMonitor: EventEmitter;
  windows: FakeWindow[];
  /** Menu as last set. */
  menu(): (Electron.MenuItem | Electron.MenuItemConstructorOptions)[];
  /** Handler of the page's scheme. */
  handler(): (request: Request) => Response | Promise<Response>;
  schemes: Electron.CustomScheme[];
  permissions: Parameters<Electron.Session['setPermissionRequestHandler']>[0][];
  errors: string[];
  opened: string[];
  /** What was put on the clipboard, and the menus that were opened at a place. */
  copied: string[];
  popups: Electron.MenuItemConstructorOptions[][];
  notifications: FakeNotification[];
  /** Menus of the trays that are there. */
  trays: Electron.Tray[];
  /** Answers what the page would get to an invoked message. */
  invoke(channel: string, event: unknown, value: unknown): Promise<unknown>;
  /** Where the next save dialog is answered with; null closes it. */
  saveTo(path: string | null): void;
  /** Which button the next message box is answered with, and the messages that were shown. */
  pressNext(button: number): void;
  boxes: string[];
}

export interface FakeNotification {
  options: Electron.NotificationConstructorOptions;
  emitter: EventEmitter;
  closed: boolean;
}

export interface FakeOptions {
  userData: string;
  primary?: boolean;
  isPackaged?: boolean;
  fork(entry: string, options: Electron.ForkOptions | undefined): Electron.UtilityProcess;
}

export function fakeElectron(options: FakeOptions): FakeElectron {
  const calls: string[] = [];
  const record = <Result>(name: string, result: Result): Result => {
    calls.push(name);
    return result;
  };
  const app = new EventEmitter();
  const autoUpdater = new EventEmitter();
  const ipcMain = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const windows: FakeWindow[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const permissions: FakeElectron['permissions'] = [];
  const errors: string[] = [];
  const opened: string[] = [];
  const copied: string[] = [];
  const popups: FakeElectron['popups'] = [];
  const notifications: FakeNotification[] = [];
  const trays: Electron.Tray[] = [];
  const boxes: string[] = [];
  const handlers = new Map<string, Parameters<Electron.IpcMain['handle']>[1]>();
  let savePath: string | null = null;
  let button = 0;
  let isReady = false;
  let userData = options.userData;
  let menu: ReturnType<FakeElectron['menu']> = [];
  let handler: ReturnType<FakeElectron['handler']> | null = null;

  // An ordinary function: `new` on it gives what it returns.
  function createWindow(windowOptions: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow {
    calls.push('new BrowserWindow');
    const fake = fakeWindow(windowOptions);
    windows.push(fake);
    app.emit('web-contents-created', {}, fake.contents);
    return fake.window;
  }

  function createNotification(notificationOptions: Electron.NotificationConstructorOptions): Electron.Notification {
    const emitter = new EventEmitter();
    const fake: FakeNotification = { options: notificationOptions, emitter, closed: false };
    return standIn<Electron.Notification>(
      'Notification',
      {
        show: () => void notifications.push(fake),
        close() {
          fake.closed = true;
        },
      },
      emitter,
    );
  }

  function createTray(): Electron.Tray {
    const tray: Electron.Tray = standIn<Electron.Tray>('Tray', {
      setToolTip: () => {},
      setContextMenu: () => {},
      destroy: () => void trays.splice(trays.indexOf(tray), 1),
    });
    trays.push(tray);
    return tray;
  }

  const electron: ElectronModule = {
    app: standIn<Electron.App>(
      'app',
      {
        enableSandbox: () => record('enableSandbox', undefined),
        setPath(name, path) {
          calls.push(`setPath ${name}`);
          userData = path;
        },
        getPath: () => userData,
        getVersion: () => '1.2.3',
        isPackaged: options.isPackaged ?? false,
        isReady: () => isReady,
        relaunch: (again) => record(['relaunch', ...(again?.args ?? [])].join(' '), undefined),
        requestSingleInstanceLock: () => record('requestSingleInstanceLock', options.primary ?? true),
        setAppUserModelId: (id) => record(`setAppUserModelId ${id}`, undefined),
        setAsDefaultProtocolClient: (scheme) => record(`setAsDefaultProtocolClient ${scheme}`, true),
        async whenReady() {
          calls.push('whenReady');
          isReady = true;
        },
        exit: (code) => record(`exit ${code}`, undefined),
        quit() {
          calls.push('quit');
          let prevented = false;
          app.emit('before-quit', { preventDefault: () => (prevented = true) });
          if (!prevented) calls.push('quitted');
        },
      },
      app,
    ),
    autoUpdater: standIn<Electron.AutoUpdater>('autoUpdater', {}, autoUpdater),
    protocol: standIn<Electron.Protocol>('protocol', {
      registerSchemesAsPrivileged(registered) {
        calls.push('registerSchemesAsPrivileged');
        schemes.push(...registered);
      },
      handle(scheme, next) {
        calls.push(`handle ${scheme}`);
        handler = next;
      },
    }),
    session: standIn<typeof Electron.session>('session', {
      defaultSession: standIn<Electron.Session>('defaultSession', {
        setPermissionRequestHandler: (next) => record('setPermissionRequestHandler', void permissions.push(next)),
        setPermissionCheckHandler: () => record('setPermissionCheckHandler', undefined),
        setDevicePermissionHandler: () => record('setDevicePermissionHandler', undefined),
      }),
    }),
    shell: standIn<Electron.Shell>('shell', {
      openExternal: async (url) => void opened.push(url),
      openPath: async (path) => {
        opened.push(path);
        return '';
      },
    }),
    clipboard: standIn<Electron.Clipboard>('clipboard', {
      writeText: async (text) => void copied.push(text),
    }),
    dialog: standIn<Electron.Dialog>('dialog', {
      // As on Linux: before `ready` it is written to a terminal, and no dialog appears.
      showErrorBox: (_, content) => void (isReady && errors.push(content)),
      showSaveDialog: async () => ({ canceled: savePath === null, filePath: savePath ?? '' }),
      showMessageBox: async (...args: unknown[]) => {
        boxes.push((args.at(-1) as Electron.MessageBoxOptions).message);
        return { response: button, checkboxChecked: false };
      },
      showMessageBoxSync: (...args: unknown[]) => {
        boxes.push((args.at(-1) as Electron.MessageBoxOptions).message);
        return button;
      },
    }),
    crashReporter: standIn<Electron.CrashReporter>('crashReporter', {
      start: (reporter) => record(`crashReporter ${reporter.uploadToServer ? 'uploads' : 'keeps'}`, undefined),
    }),
    Notification: Object.assign(createNotification, {
      isSupported: () => true,
    }) as unknown as typeof Electron.Notification,
    Tray: createTray as unknown as typeof Electron.Tray,
    Menu: standIn<typeof Electron.Menu>('Menu', {
      buildFromTemplate(template) {
        menu = template;
        return standIn<Electron.Menu>('menu', {
          popup: () => void popups.push(template as Electron.MenuItemConstructorOptions[]),
        });
      },
      setApplicationMenu: () => record('setApplicationMenu', undefined),
    }),
    screen: standIn<Electron.Screen>('screen', {
      getAllDisplays: () => [
        standIn<Electron.Display>('display', { workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      ],
    }),
    nativeTheme: standIn<Electron.NativeTheme>('nativeTheme', { shouldUseDarkColors: false }),
    safeStorage: standIn<Electron.SafeStorage>('safeStorage', {}),
    ipcMain: standIn<Electron.IpcMain>(
      'ipcMain',
      { handle: (channel, listener) => void handlers.set(channel, listener) },
      ipcMain,
    ),
    powerMonitor: standIn<Electron.PowerMonitor>('powerMonitor', {}, powerMonitor),
    utilityProcess: {
      fork(entry: string, _args?: string[], forkOptions?: Electron.ForkOptions) {
        calls.push(`fork ${entry.split(/[/\\]/).at(-1)}`);
        return options.fork(entry, forkOptions);
      },
    } as typeof Electron.utilityProcess,
    BrowserWindow: createWindow as unknown as typeof Electron.BrowserWindow,
    MessageChannelMain: channelMain as unknown as typeof Electron.MessageChannelMain,
  };

  return {
    electron,
    calls,
    app,
    autoUpdater,
    ipcMain,
    powerMonitor,
    windows,
    schemes,
    permissions,
    errors,
    opened,
    copied,
    popups,
    notifications,
    trays,
    boxes,
    async invoke(channel, event, value) {
      const listener = handlers.get(channel);
      if (listener === undefined) throw new Error(`nobody handles ${channel}`);
      return listener(event as Electron.IpcMainInvokeEvent, value);
    },
    saveTo: (path) => {
      savePath = path;
    },
    pressNext: (next) => {
      button = next;
    },
    menu: () => menu,
    handler() {
      if (handler === null) throw new Error('no handler was registered');
      return handler;
    },
  };
}

const ipcEvents = new EventEmitter();

/** The preload's side; a test emits on it what the main process would send, and reads what was exposed and sent. */
export const exposed: Record<string, unknown> = {};
export const sentToMain: string[] = [];
export const contextBridge = standIn<Electron.ContextBridge>('contextBridge', {
  exposeInMainWorld(name, api) {
    exposed[name] = api;
  },
});
export const ipcRenderer = standIn<Electron.IpcRenderer>(
  'ipcRenderer',
  {
    send: (channel) => void sentToMain.push(channel),
    invoke: async (channel, value) => ({ ok: true, result: { channel, value } }),
  },
  ipcEvents,
);
