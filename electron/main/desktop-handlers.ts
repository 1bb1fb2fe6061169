import type { App, BrowserWindow, Dialog, Shell } from 'electron';
import type { DesktopSettings } from '../../shared/ipc/desktop.ts';
import type { LogFile } from '../machine/log-file.ts';
import type { DeskTray } from './desk-tray.ts';
import type { DesktopHandlers } from './desktop-requests.ts';
import { writeDesktopSettings } from './desktop-settings.ts';
import type { DesktopStateBoard } from './desktop-state.ts';
import { collectDiagnostics } from './diagnostics.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import { DesktopFailure } from './privileged.ts';
import { saveText } from './save-file.ts';
import type { Updates } from './updates.ts';

/** Of the log, in a report: the last days of a desk that works, the last minutes of one that does not. In characters. */
const LOG_IN_REPORT = 200_000;

export interface DesktopHandlerParts {
  app: Pick<App, 'getVersion' | 'isPackaged' | 'quit'>;
  dialog: Pick<Dialog, 'showSaveDialog'>;
  shell: Pick<Shell, 'openPath'>;
  board: DesktopStateBoard;
  tray: Pick<DeskTray, 'set'>;
  engine: Pick<EngineSupervisor, 'startAgain' | 'readUnsent' | 'describe'>;
  log: LogFile;
  window(): BrowserWindow | null;
  updates(): Updates | null;
  /** Of the desk that is open. */
  dataDir(): string;
  settingsFile(): string;
}

/** What the desktop does when its page asks; who may ask and in what shape is checked before (desktop-requests.ts). */
export function desktopHandlers(parts: DesktopHandlerParts): DesktopHandlers {
  const { app, board, dataDir, dialog, engine, log, settingsFile, shell, tray, updates } = parts;
  return {
    'settings.change': async (change) => {
      const settings: DesktopSettings = { ...board.current().settings, ...change };
      writeDesktopSettings(settingsFile(), settings);
      tray.set(settings.tray);
      board.set({ settings });
      return null;
    },
    'engine.start-again': async () => {
      engine.startAgain();
      return null;
    },
    'unsent.save': async () => {
      const text = await engine.readUnsent();
      if (text === null) {
        throw new DesktopFailure(
          'The unsent edits could not be read. They are still in the data folder (recovery.log).',
        );
      }
      return saveText(dialog, parts.window(), { name: dated('showrunner-unsent'), extension: 'json', text });
    },
    'diagnostics.save': async () => {
      const text = await collectDiagnostics({
        facts: { ...board.current(), versions: process.versions, packaged: app.isPackaged },
        dataDir: dataDir(),
        describeEngine: () => engine.describe(),
        logTail: () => log.tail(LOG_IN_REPORT),
        now: new Date(),
      });
      return saveText(dialog, parts.window(), { name: dated('showrunner-diagnostics'), extension: 'txt', text });
    },
    'folder.show': async ({ which }) => {
      const problem = await shell.openPath(which === 'data' ? dataDir() : log.folder);
      if (problem !== '') throw new DesktopFailure('This machine has no program that shows folders.');
      return null;
    },
    'update.check': async () => {
      await updates()?.check();
      return null;
    },
    'update.install': async () => {
      await updates()?.install();
      return null;
    },
    'app.quit': async () => {
      app.quit();
      return null;
    },
  };
}

function dated(name: string): string {
  return `${name}-${new Date().toISOString().slice(0, 10)}`;
}
