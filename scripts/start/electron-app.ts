import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Workspace } from '../../electron/host/workspace.ts';

/** Starts Electron on this checkout. A workspace is opened by the caller and held for as long as Electron runs. */
export function openElectronApp(options: {
  root: string;
  binary: string;
  dataDir: string;
  /** The demo; null when a cloud is connected. */
  workspace: Workspace | null;
}): ChildProcess {
  const { dataDir, workspace } = options;
  return spawn(options.binary, [join(options.root, 'dist/electron/main.js')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      SHOWRUNNER_DATA: dataDir,
      ...(workspace === null ? {} : { SHOWRUNNER_WORKSPACE: JSON.stringify(workspace) }),
    },
  });
}
