import { homedir } from 'node:os';
import { join } from 'node:path';

export interface MachineFacts {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  home: string;
}

const thisMachine = (): MachineFacts => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
});

/** The folder for this user's application data, by the convention of the operating system; `--data` overrides it. */
export function defaultDataDirectory(machine: MachineFacts = thisMachine()): string {
  const { platform, environment, home } = machine;
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Showrunner');
    case 'win32':
      return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Showrunner');
    default:
      return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'showrunner');
  }
}

/** Ids come from an identity provider; whatever they hold, each is one folder name and two ids never share one. */
function folderName(id: string): string {
  return encodeURIComponent(id).replace(/[.*'()!~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

export interface DeskKey {
  workspace: 'demo' | 'cloud';
  /** The cloud's host: the same people on another project (staging) are another desk. Not there for the demo. */
  project?: string;
  userId: string;
  organizationId: string;
}

/** One store per workspace, project, user and organisation: switching any of them never shows, nor sends, another's data. */
export function deskDirectory(dataDirectory: string, desk: DeskKey): string {
  const folder = `${folderName(desk.userId)}-${folderName(desk.organizationId)}`;
  const project = desk.project === undefined ? [] : [folderName(desk.project)];
  return join(dataDirectory, 'desks', desk.workspace, ...project, folder);
}
