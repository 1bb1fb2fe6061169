import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { openDemoWorkspace } from '../../electron/demo/open-demo-workspace.ts';
import { buildStale } from '../../scripts/build/build.ts';
import type { DeskOptions, DeskProcess } from './desk-process.ts';
import { electronBinary } from './walk-host.ts';

const repository = join(import.meta.dirname, '../..');

/** Desks that run, by the address under which openDeskPage finds their window. */
const running = new Map<string, ElectronApplication>();

/** The desk in Electron's own window, on the demo workspace: what `npm start` does where the binary is. */
export async function startElectronDesk(options: DeskOptions, environment: NodeJS.ProcessEnv): Promise<DeskProcess> {
  if (electronBinary.path === null) throw new Error(`Electron cannot run here: ${electronBinary.missing}.`);
  await buildStale(repository, { for: 'electron', onRun: () => {} });
  // The demo's cloud is started from this process and takes its surroundings.
  Object.assign(process.env, environment);
  const workspace = await openDemoWorkspace({ dataDir: options.data, profile: options.profile ?? 'ada' });
  const app = await _electron.launch({
    executablePath: electronBinary.path,
    args: [join(repository, 'dist/electron/main.js')],
    env: { ...process.env, ...environment, SHOWRUNNER_WORKSPACE: JSON.stringify(workspace.description) },
  });
  const child = app.process();
  const url = `electron:${child.pid}`;
  running.set(url, app);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      await app.close();
      await workspace.close();
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The app behind an address of startElectronDesk, or null for that of a browser. */
export function electronAppOf(url: string): ElectronApplication | null {
  return running.get(url) ?? null;
}
