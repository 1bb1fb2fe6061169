import type { BrowserWindow, Dialog } from 'electron';
import { RestartPolicy } from './restart-policy.ts';

export interface PageHealthParts {
  dialog: Pick<Dialog, 'showMessageBox'>;
  log(line: string): void;
  quit(): void;
  now?: () => number;
}

/**
 * Keeps the page of a window alive: one that crashed is loaded again (what was typed is with the engine, and the page comes back
 * with all of it), again and again only until that is no accident any more; one that hangs is the person's decision.
 */
export function guardPage(window: BrowserWindow, { dialog, log, quit, now = Date.now }: PageHealthParts): void {
  const policy = new RestartPolicy();
  const contents = window.webContents;
  const offer = async (message: string, buttons: [string, string]): Promise<number> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Showrunner',
      message,
      detail: 'What you typed is saved on this machine.',
      buttons,
      defaultId: 0,
      cancelId: 0,
    });
    return response;
  };

  /** A window that is closed takes its page along, also while something is asked about it. */
  const reload = (): void => {
    if (!contents.isDestroyed()) contents.reload();
  };

  /** We ended the page ourselves, and what is loaded in its place is not there yet. */
  let ended = false;
  contents.on('did-finish-load', () => {
    ended = false;
  });
  contents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log(`page gone: ${reason} (${exitCode})`);
    if (ended) {
      ended = false;
      return;
    }
    if (policy.afterCrash(now()) !== null) {
      reload();
      return;
    }
    void offer('The page of the desk has stopped several times.', ['Load it again', 'Quit']).then((choice) =>
      choice === 0 ? reload() : quit(),
    );
  });

  let asking = false;
  window.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    log('page does not answer');
    void offer('The desk does not answer.', ['Wait', 'Load it again']).then((choice) => {
      asking = false;
      if (choice !== 1 || contents.isDestroyed()) return;
      // A page that hangs does not hear of a reload: its process is ended first, and the reload comes in a new one.
      ended = true;
      contents.forcefullyCrashRenderer();
      contents.reload();
    });
  });
}
