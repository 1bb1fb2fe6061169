import { join } from 'node:path';
import type * as Electron from 'electron';
import { engineEnvironment } from './engine-environment.ts';

/** The processes of Node that this app starts of itself. Both write to us, for the log, and know little of our environment. */
export function ourProcesses(
  utilityProcess: Pick<typeof Electron.utilityProcess, 'fork'>,
  { bundles, environment }: { bundles: string; environment: NodeJS.ProcessEnv },
) {
  const fork = (serviceName: string, entry: string, args: string[] = []): Electron.UtilityProcess =>
    utilityProcess.fork(join(bundles, entry), args, {
      serviceName,
      stdio: 'pipe',
      env: engineEnvironment(environment),
    });
  return {
    engine: () => fork('Showrunner engine', 'engine-process.js'),
    demoCloud: (directory: string) =>
      fork('Showrunner demo cloud', '../demo-cloud/electron/demo/cloud-process.js', [directory]),
  };
}
