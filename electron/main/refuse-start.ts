import type { App, Dialog } from 'electron';
import { StartRefusal } from '../machine/start-refusal.ts';
import { REFUSED_EXIT } from './exit-codes.ts';

/** Says in one sentence why the app cannot start here, and ends it. Anything but a StartRefusal is a defect, and thrown on. */
export async function refuseStart(
  { app, dialog }: { app: Pick<App, 'exit' | 'whenReady'>; dialog: Pick<Dialog, 'showErrorBox'> },
  error: unknown,
): Promise<void> {
  if (!(error instanceof StartRefusal)) throw error;
  // Before `ready` Linux shows no dialog: the sentence would go to a terminal that nobody sees.
  await app.whenReady();
  dialog.showErrorBox('Showrunner cannot start', error.message);
  app.exit(REFUSED_EXIT);
}
