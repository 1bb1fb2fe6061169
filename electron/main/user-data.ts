import { join } from 'node:path';
import type { Workspace } from '../host/workspace.ts';

/**
 * Where Chromium's own files and the lock of the one instance lie, and with them the sign-in, the look and the place of the
 * window: a folder for each data folder, shared by a demo and the cloud that is connected from it. Only demos of other profiles
 * have their own: they stand side by side, each on a desk of its own, while all cloud desks of a data folder are of whoever is
 * signed in there, and a second instance would open the same store. Null leaves it to the system, as in an installed app.
 */
export function userDataFolder({ SHOWRUNNER_DATA: data }: NodeJS.ProcessEnv, given: Workspace | null): string | null {
  // A demo that is given alone (as walks do) says nothing of the folder that it is in.
  if (data === undefined) return given === null ? null : join(given.dataDir, 'electron');
  const profile = given?.tokens.from === 'demo' ? given.tokens.profile : 'ada';
  return join(data, profile === 'ada' ? 'electron' : `electron-${profile}`);
}
