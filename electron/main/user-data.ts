import { join } from 'node:path';
import type { Workspace } from '../host/workspace.ts';

/**
 * Where Chromium's own files and the lock of the one instance lie, and with them the sign-in, the look and the place of the
 * window: a folder for each data folder and profile. The workspace has no part in it, so that whoever connects a cloud keeps
 * all of that at the next start. Null leaves it to the system, as in an installed app.
 */
export function userDataFolder(environment: NodeJS.ProcessEnv, given: Workspace | null): string | null {
  const { SHOWRUNNER_DATA: data, SHOWRUNNER_PROFILE: profile = 'ada' } = environment;
  // A demo that is given alone (as walks do) says nothing of the folder that it is in.
  if (data === undefined) return given === null ? null : join(given.dataDir, 'electron');
  const chosen = given?.tokens.from === 'demo' ? given.tokens.profile : profile;
  return join(data, chosen === 'ada' ? 'electron' : `electron-${chosen}`);
}
