import { type StdioOptions, spawn } from 'node:child_process';
import { sep } from 'node:path';
import type { App } from 'electron';
import { APP_SCHEME, LINK_SCHEME } from './app-address.ts';
import { deepLinkTo } from './deep-link.ts';
import { AGAIN_EXIT } from './exit-codes.ts';

export interface StartAgainParts {
  app: Pick<App, 'relaunch' | 'exit'>;
  environment: NodeJS.ProcessEnv;
  /** The whole command line. */
  args: string[];
  process: Pick<NodeJS.Process, 'execPath'>;
}

/** For `sh`: its input ends with the process at the other end of it; then the program that follows takes its place. */
const AFTER_OUR_END = 'read _; exec "$@" </dev/null';

/**
 * Ends this process, as `end` does it, and starts the app once more when it has ended; the new one shows a path of the page if
 * one is given. To be called once: each call would start one more.
 */
export function startAgain(parts: StartAgainParts, path: string | null, end: () => void): void {
  const { app, environment } = parts;
  // Started by us, the new one would be nobody's: its demo cloud ends with the starter's, and Ctrl-C does not reach it.
  if (environment.SHOWRUNNER_REOPENS !== undefined) {
    app.exit(AGAIN_EXIT);
    return;
  }
  const link = path === null ? null : deepLinkTo(path);
  // A link of before was followed then, and a sign-in that came back is used up.
  const args = [...parts.args.slice(1).filter((argument) => !isLink(argument)), ...(link === null ? [] : [link])];
  const image = ownImage(parts);
  if (image === null) {
    app.relaunch({ args });
  } else {
    // Electron would wait for the end in a process of this binary, which the end of the image unmounts, and would start the new
    // one without the right to mount anything. A shell has neither problem.
    const command = ['-c', AFTER_OUR_END, 'sh', image, ...args];
    const stdio: StdioOptions = ['pipe', 'ignore', 'ignore'];
    spawn('/bin/sh', command, { detached: true, stdio, env: environment }).on('error', () => undefined);
  }
  end();
}

/** The AppImage that this process runs from, or null. The variables alone can be those of another one that started us. */
function ownImage({ environment, process }: StartAgainParts): string | null {
  const { APPIMAGE: image, APPDIR: folder } = environment;
  if (!image || !folder) return null;
  return process.execPath.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? image : null;
}

function isLink(argument: string): boolean {
  return [LINK_SCHEME, APP_SCHEME].some((scheme) => argument.toLowerCase().startsWith(`${scheme}:`));
}
