import type * as Electron from 'electron';
import { standIn } from './stand-in.ts';

export interface FakeWindow {
  options: Electron.BrowserWindowConstructorOptions;
  window: Electron.BrowserWindow;
  contents: Electron.WebContents;
  /** Messages posted to the page, with their ports. */
  posted: { channel: string; ports: Electron.MessagePortMain[] }[];
  sent: [string, ...unknown[]][];
  urls: string[];
  /** What was done with misspelled words. */
  words: string[];
  /** The window was closed, and its page went with it. */
  destroy(): void;
  /** What the window-open handler was set to. */
  openHandler(): Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
}

/** A window and its page: what is sent to them and where they are led is kept. */
export function fakeWindow(options: Electron.BrowserWindowConstructorOptions): FakeWindow {
  const posted: FakeWindow['posted'] = [];
  const sent: FakeWindow['sent'] = [];
  const urls: string[] = [];
  const words: string[] = [];
  let isDestroyed = false;
  let openHandler: ReturnType<FakeWindow['openHandler']> | null = null;
  const contents: Electron.WebContents = standIn<Electron.WebContents>('webContents', {
    isDestroyed: () => isDestroyed,
    getType: () => 'window',
    postMessage: (channel, _message, ports) => void posted.push({ channel, ports: ports ?? [] }),
    send: (channel, ...args) => void sent.push([channel, ...args]),
    // As Electron's types say: its process ends, and `render-process-gone` tells of it, with a moment between.
    forcefullyCrashRenderer() {
      urls.push('crash');
      setImmediate(() => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }));
    },
    reload() {
      if (isDestroyed) throw new TypeError('Object has been destroyed');
      urls.push('reload');
    },
    setWindowOpenHandler(next) {
      openHandler = next;
    },
    replaceMisspelling: (word) => void words.push(`replaced by ${word}`),
    session: standIn<Electron.Session>('session', {
      addWordToSpellCheckerDictionary(word) {
        words.push(`learned ${word}`);
        return true;
      },
    }),
  });
  const window = standIn<Electron.BrowserWindow>('BrowserWindow', {
    webContents: contents,
    loadURL: async (url) => void urls.push(url),
    show: () => void sent.push(['show']),
    hide: () => void sent.push(['hide']),
    focus: () => void sent.push(['focus']),
    isFocused: () => false,
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
    words,
    destroy() {
      isDestroyed = true;
    },
    openHandler() {
      if (openHandler === null) throw new Error('no window-open handler was set');
      return openHandler;
    },
  };
}
