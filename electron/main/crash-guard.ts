import type { App, Dialog } from 'electron';
import { REFUSED_EXIT } from './exit-codes.ts';

export interface CrashGuardParts {
  app: Pick<App, 'exit' | 'on' | 'isReady'>;
  dialog: Pick<Dialog, 'showMessageBoxSync' | 'showErrorBox'>;
  process: Pick<NodeJS.Process, 'on'>;
  log(line: string): void;
  /** Ends the app as `end` does it, and starts it once more. */
  startAgain(end: () => void): void;
}

/** Reasons with which a process ends that nobody has to hear of. */
const QUIET = new Set(['clean-exit', 'killed']);

/**
 * A defect in the main process is written down, said in one sentence, and answered by a fresh start: after it nothing in this
 * process can be relied on. The engine is a process of its own and ends with this one; what it has acknowledged is on the disk.
 */
export function guardCrashes({ app, dialog, process, log, startAgain }: CrashGuardParts): void {
  let told = false;
  const end = (): void => app.exit(REFUSED_EXIT);
  const crashed = (error: unknown): void => {
    log(`uncaught: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    // One defect often brings others with it while the dialog stands.
    if (told) return;
    told = true;
    if (!app.isReady()) {
      dialog.showErrorBox('Showrunner cannot start', 'Something went wrong while starting. Your data is as it was.');
      end();
      return;
    }
    const choice = dialog.showMessageBoxSync({
      type: 'error',
      title: 'Showrunner',
      message: 'Showrunner has a problem and must start again.',
      detail: 'What you typed is saved on this machine. Nothing is lost.',
      buttons: ['Start again', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (choice === 0) startAgain(end);
    else end();
  };
  process.on('uncaughtException', crashed);
  process.on('unhandledRejection', crashed);
  app.on('child-process-gone', (_, { type, serviceName, reason, exitCode }) => {
    if (!QUIET.has(reason)) log(`process gone: ${serviceName ?? type}: ${reason} (${exitCode})`);
  });
}
