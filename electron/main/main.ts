/** Entry of Electron's main process. */
import { join } from 'node:path';
import { createClerkBridge } from '@clerk/electron';
import * as electron from 'electron';
import { type LogFile, openLogFile } from '../machine/log-file.ts';
import { boot } from './boot.ts';
import { REFUSED_EXIT } from './exit-codes.ts';
import { findUpdater } from './find-updater.ts';

const bundles = import.meta.dirname;
// In a package the template store lies beside the archive: Postgres' files are copied, which an archive cannot serve.
const resources = electron.app.isPackaged ? process.resourcesPath : join(bundles, '..');

let log: LogFile | null = null;

// Not awaited at the top level: Electron is only `ready` once this module has been evaluated. Up to there boot runs at once.
boot(electron, {
  environment: process.env,
  args: process.argv,
  platform: process.platform,
  bundles,
  pageDir: join(bundles, '..', 'renderer'),
  templateDir: join(resources, 'template'),
  icons: electron.app.isPackaged ? join(resources, 'icons') : join(bundles, '../../build/icons'),
  process,
  createClerkBridge,
  openLog(folder) {
    log = openLogFile(folder, 'main');
    return log;
  },
  findUpdater: () => findUpdater({ isPackaged: electron.app.isPackaged, resources: process.resourcesPath }),
}).catch(async (error: unknown) => {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${why}\n`);
  // An installed app has no terminal.
  log?.write(`start failed: ${why}`);
  // Before `ready` Linux shows no dialog.
  await electron.app.whenReady();
  electron.dialog.showErrorBox(
    'Showrunner cannot start',
    'Something went wrong while starting. Your data is as it was.',
  );
  electron.app.exit(REFUSED_EXIT);
});
