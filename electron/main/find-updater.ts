import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Updater } from './updates.ts';

/**
 * The updater of an installed app, or why there is none. `app-update.yml` is written by electron-builder when the package was
 * made with an address to look at (SHOWRUNNER_UPDATE_URL, see scripts/package.ts).
 */
export async function findUpdater(options: {
  isPackaged: boolean;
  resources: string;
}): Promise<Updater | { none: string }> {
  if (!options.isPackaged) return { none: 'it runs from its source.' };
  if (!existsSync(join(options.resources, 'app-update.yml'))) {
    return { none: 'it was packaged without an address to look for updates at.' };
  }
  // Loaded only where it is used: it reads Electron's app when it is loaded.
  const { autoUpdater } = await import('electron-updater');
  return autoUpdater;
}
