/**
 * `npm start`: builds what is stale, opens the workspace and the app: Electron where its binary is and runs, else the
 * browser host.
 * Closed by SIGINT or SIGTERM: first the engine, then the page, then the hold on the demo cloud.
 */
import { join } from 'node:path';
import { openDemoWorkspace } from '../electron/demo/open-demo-workspace.ts';
import { machineChecks } from '../electron/host/cloud-check/machine-checks.ts';
import { readConnection } from '../electron/host/connection-file.ts';
import { environmentCloud } from '../electron/host/environment-cloud.ts';
import type { OpenWorkspace } from '../electron/host/workspace.ts';
import { defaultDataDirectory } from '../electron/machine/data-directory.ts';
import { openInBrowser } from '../electron/machine/open-in-browser.ts';
import { StartRefusal } from '../electron/machine/start-refusal.ts';
import { buildStale } from './build/build.ts';
import { openBrowserApp } from './start/browser-app.ts';
import { type ElectronEnd, openElectronApp } from './start/electron-app.ts';
import { type ElectronBinary, findElectron } from './start/electron-binary.ts';
import { readStartOptions, type StartOptions } from './start/start-options.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const closing: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** Runs Electron once, on the demo or on the cloud that is connected by then. */
async function runElectron(
  binary: string,
  options: { dataDir: string; profile: string; openDemo(): Promise<OpenWorkspace> },
): Promise<ElectronEnd> {
  const { dataDir, profile, openDemo } = options;
  const isDemo = environmentCloud(process.env) === null && (await readConnection(dataDir)).workspace === 'demo';
  // Electron starts a demo cloud too, but one that ends with it: from here it is a process of its own that a second profile shares.
  const demo = isDemo ? await openDemo().catch(sayWhyNoDemo) : null;
  if (demo !== null) closing.push(() => demo.close());
  const app = openElectronApp({ root, binary, dataDir, profile, workspace: demo?.description ?? null });
  closing.push(() => app.close());
  const end = await app.ended;
  await closeAll();
  return end;
}

/** No demo is no reason for no app: its window tries once more, and shows the cloud that is connected or where to connect one. */
function sayWhyNoDemo(error: unknown): null {
  if (!(error instanceof StartRefusal)) throw error;
  say(error.message);
  return null;
}

async function start(options: StartOptions): Promise<void> {
  const electron: ElectronBinary = options.browser
    ? { missing: 'the browser was asked for' }
    : await findElectron(root, () => say('Downloading Electron …'));
  if (!options.browser && 'missing' in electron) {
    say(`Electron cannot be used here (${electron.missing}); opening the same app in the browser.`);
  }
  await buildStale(root, {
    for: 'path' in electron ? 'electron' : 'browser',
    onRun: (name) => say(`Building: ${name} …`),
  });
  const dataDir = options.data ?? defaultDataDirectory();
  const openDemo = (): Promise<OpenWorkspace> => openDemoWorkspace({ dataDir, profile: options.profile, log: say });

  if ('path' in electron) {
    const run = (): Promise<ElectronEnd> => runElectron(electron.path, { dataDir, profile: options.profile, openDemo });
    let end = await run();
    while (end === 'again') end = await run();
    if ('code' in end) {
      process.exitCode = end.code;
      return;
    }
    say(`Electron could not start (${end.failed}); opening the same app in the browser.`);
  }
  const app = await openBrowserApp({
    root,
    port: options.port,
    dataDir,
    openDemo,
    environment: process.env,
    checks: machineChecks,
  });
  closing.push(() => app.close());
  say(`Showrunner: ${app.url}`);
  if (options.open) openInBrowser(app.url);
}

let stopping = false;
function stop(): void {
  // The second signal is from somebody who does not want to wait.
  if (stopping) process.exit(1);
  stopping = true;
  closeAll().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`Showrunner did not close cleanly: ${String(error)}\n`);
      process.exit(1);
    },
  );
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// The terminal was closed.
process.on('SIGHUP', stop);

try {
  await start(readStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()));
} catch (error) {
  await closeAll();
  if (!(error instanceof StartRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
