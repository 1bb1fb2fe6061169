import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { APP_ORIGIN } from './app-address.ts';
import { placeWindow, SMALLEST } from './window-bounds.ts';
import { readWindowMemory, writeWindowMemory } from './window-memory.ts';

/** The page is a web page and nothing more: sandboxed, isolated from the preload, no Node. */
export function windowOptions(bounds: Rectangle, preload: string, isDark: boolean): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Showrunner',
    show: false,
    // The colour of the page, so that opening does not flash.
    backgroundColor: isDark ? '#16171a' : '#fbfaf8',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
    },
  };
}

export interface WindowParts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  screens(): Rectangle[];
  isDark(): boolean;
  preload: string;
  memoryFile: string;
}

/** Opens the window where it was; it shows itself with its first picture, never empty. */
export function openMainWindow(parts: WindowParts, path: string): BrowserWindow {
  const memory = readWindowMemory(parts.memoryFile);
  const bounds = placeWindow(memory, parts.screens());
  const window = parts.create(windowOptions(bounds, parts.preload, parts.isDark()));
  if (memory?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    writeWindowMemory(parts.memoryFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  void window.loadURL(`${APP_ORIGIN}${path}`);
  return window;
}
