import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Updater } from './updates.ts';

/** An updater, or the end of the sentence that says why there is none. */
export type FoundUpdater = Updater | { none: string };

/**
 * The updater of an installed app, or why there is none. `app-update.yml` is written by electron-builder when the package was
 * made with an address to look at (SHOWRUNNER_UPDATE_URL, see scripts/package.ts).
 */
export async function findUpdater(options: { isPackaged: boolean; resources: string }): Promise<FoundUpdater> {
  if (!options.isPackaged) return { none: 'it runs from its source.' };
  if (!existsSync(join(options.resources, 'app-update.yml'))) {
    return { none: 'it was packaged without an address to look for updates at.' };
  }
  const { autoUpdater } = await updaterPackage();
  return autoUpdater;
}

/**
 * The package electron-updater; loaded only where it is used, since its `autoUpdater` reads Electron's app. It is CommonJS and
 * makes that member by a getter which Node does not see from outside: of the module's own names it is none.
 */
export async function updaterPackage(): Promise<{ readonly autoUpdater: Updater }> {
  const module = await import('electron-updater');
  return module.default;
}

/** What is found. An updater that cannot be had is no reason not to start: the app goes on, and says that it does not update itself. */
export async function updaterOrWhyNot(
  find: () => Promise<FoundUpdater>,
  log: (line: string) => void,
): Promise<FoundUpdater> {
  try {
    // Types of a package are not what it is when it runs.
    const found: FoundUpdater | undefined = await find();
    if (found !== undefined) return found;
    log('update: the updater is not in its package');
  } catch (error) {
    log(
      `update: the updater was not loaded: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  return { none: 'its updater could not be loaded.' };
}
