import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where `npm run cloud` keeps its database when nobody says otherwise. */
export function defaultDataDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local/share'), 'showrunner/cloud');
}
