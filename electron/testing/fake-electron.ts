/**
 * Stands in for the package `electron` in unit tests (an alias in vitest.config.ts): importing the real one outside Electron
 * tries to download its binary. Every member is checked against Electron's own types. A test makes its own with `fakeElectron`;
 * the module's exports are for code that imports `electron` itself (the preload).
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { ElectronModule } from '../main/boot.ts';
import { channelMain } from './fake-ports.ts';
import { standIn } from './stand-in.ts';

export interface FakeElectron {
  electron: ElectronModule;
  /** What was called on Electron, in order, by name. */
  calls: string[];
  app: EventEmitter;
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
}

export interface FakeWindow {
  options: Electron.BrowserWindowConstructorOptions;
  window: Electron.BrowserWindow;
  contents: Electron.WebContents;
  /** Messages posted to the page, with their ports. */
  posted: { channel: string; ports: Electron.MessagePortMain[] }[];
  sent: [string, ...unknown[]][];
  urls: string[];
  /** What the window-open handler was set to. */
  openHandler(): Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
}

export interface FakeOptions {
  userData: string;
  primary?: boolean;
  fork(entry: string, options: Electron.ForkOptions | undefined): Electron.UtilityProcess;
}

export function fakeElectron(options: FakeOptions): FakeElectron {
  const calls: string[] = [];
  const record = <Result>(name: string, result: Result): Result => {
    calls.push(name);
    return result;
  };
  const app = new EventEmitter();
  const ipcMain = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const windows: FakeWindow[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const permissions: FakeElectron['permissions'] = [];
  const errors: string[] = [];
  const opened: string[] = [];
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
        requestSingleInstanceLock: () => record('requestSingleInstanceLock', options.primary ?? true),
        setAsDefaultProtocolClient: () => record('setAsDefaultProtocolClient', true),
        whenReady: () => record('whenReady', Promise.resolve()),
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
    dialog: standIn<Electron.Dialog>('dialog', { showErrorBox: (_, content) => void errors.push(content) }),
    Menu: standIn<typeof Electron.Menu>('Menu', {
      buildFromTemplate(template) {
        menu = template;
        return standIn<Electron.Menu>('menu', {});
      },
      setApplicationMenu: () => record('setApplicationMenu', undefined),
    }),
    screen: standIn<Electron.Screen>('screen', {
      getAllDisplays: () => [
        standIn<Electron.Display>('display', { workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      ],
    }),
    nativeTheme: standIn<Electron.NativeTheme>('nativeTheme', { shouldUseDarkColors: false }),
    ipcMain: standIn<Electron.IpcMain>('ipcMain', {}, ipcMain),
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
    ipcMain,
    powerMonitor,
    windows,
    schemes,
    permissions,
    errors,
    opened,
    menu: () => menu,
    handler() {
      if (handler === null) throw new Error('no handler was registered');
      return handler;
    },
  };
}

function fakeWindow(options: Electron.BrowserWindowConstructorOptions): FakeWindow {
  const posted: FakeWindow['posted'] = [];
  const sent: FakeWindow['sent'] = [];
  const urls: string[] = [];
  let openHandler: ReturnType<FakeWindow['openHandler']> | null = null;
  const contents = standIn<Electron.WebContents>('webContents', {
    isDestroyed: () => false,
    postMessage: (channel, _message, ports) => void posted.push({ channel, ports: ports ?? [] }),
    send: (channel, ...args) => void sent.push([channel, ...args]),
    reload: () => void urls.push('reload'),
    setWindowOpenHandler(next) {
      openHandler = next;
    },
  });
  const window = standIn<Electron.BrowserWindow>('BrowserWindow', {
    webContents: contents,
    loadURL: async (url) => void urls.push(url),
    show: () => void sent.push(['show']),
    focus: () => void sent.push(['focus']),
    isMinimized: () => false,
    isMaximized: () => false,
    maximize: () => void sent.push(['maximize']),
    getNormalBounds: () => ({ x: 10, y: 20, width: 1000, height: 700 }),
  });
  return {
    options,
    window,
    contents,
    posted,
    sent,
    urls,
    openHandler() {
      if (openHandler === null) throw new Error('no window-open handler was set');
      return openHandler;
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
  { send: (channel) => void sentToMain.push(channel) },
  ipcEvents,
);
