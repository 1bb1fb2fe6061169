import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Workspace } from '../../electron/host/workspace.ts';

/** Starts Electron on this checkout; the workspace is opened by the caller and held for as long as Electron runs. */
export function openElectronApp(options: { root: string; binary: string; workspace: Workspace }): ChildProcess {
  return spawn(options.binary, [join(options.root, 'dist/electron/main.js')], {
    stdio: 'inherit',
    env: { ...process.env, SHOWRUNNER_WORKSPACE: JSON.stringify(options.workspace) },
  });
}
