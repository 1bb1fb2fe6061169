import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { EngineInProcess } from '../../electron/browser/engine-in-process.ts';
import { PageConnection } from '../../electron/browser/page-connection.ts';
import { type BrowserHost, serveBrowserHost } from '../../electron/browser/serve.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { checkCloud } from '../../electron/host/cloud-check/check-cloud.ts';
import type { CheckParts } from '../../electron/host/cloud-check/contract.ts';
import { clerkHost } from '../../electron/host/cloud-settings.ts';
import { DeskHost } from '../../electron/host/desk-host.ts';
import { engineOptions } from '../../electron/host/engine-options.ts';
import type { OpenWorkspace } from '../../electron/host/workspace.ts';
import { StartRefusal } from '../../electron/machine/start-refusal.ts';
import { keepPort, readKeptPort } from './kept-port.ts';
import { openReopening } from './reopening-engine.ts';

export interface BrowserApp {
  url: string;
  close(): Promise<void>;
}

/**
 * The app in the browser host: the desk that was open last, or the page that asks to sign in. Resolves when the page is served and
 * the engine, if there is one, is open; rejects with a StartRefusal.
 */
export async function openBrowserApp(options: {
  root: string;
  port: number;
  dataDir: string;
  openDemo: () => Promise<OpenWorkspace>;
  environment: NodeJS.ProcessEnv;
  /** What the checks of a cloud ask with. */
  checks: CheckParts;
}): Promise<BrowserApp> {
  const { root, dataDir, environment, openDemo, checks } = options;
  const templateDir = join(root, 'dist/template');
  const engine = new EngineInProcess((workspace) =>
    openReopening((reopen) => openEngine(engineOptions(workspace, templateDir), { reopen })),
  );
  const desk = new DeskHost({
    dataDir,
    environment,
    engine,
    openDemo,
    checkCloud: (settings) => checkCloud(settings, checks),
    now: () => new Date(),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    await desk.start();
    const host = await serve(options.port, desk, (port) =>
      serveBrowserHost({
        pageDir: join(root, 'dist/renderer'),
        port,
        key: randomBytes(32).toString('base64url'),
        connect: (socket) => engine.connect(new PageConnection(socket, desk)),
        clerkHost() {
          const { cloud, workspace } = desk.state;
          return workspace === 'demo' || cloud === null ? null : clerkHost(cloud.clerkPublishableKey);
        },
      }),
    );
    return {
      url: host.url,
      async close() {
        await desk.close();
        await host.close();
      },
    };
  } catch (error) {
    await desk.close();
    throw error;
  }
}

/** On the port that was asked for, else on the one that this desk had last, else on any. */
async function serve(
  wanted: number,
  desk: DeskHost,
  open: (port: number) => Promise<BrowserHost>,
): Promise<BrowserHost> {
  const folder = desk.workspace?.dataDir ?? null;
  const kept = wanted === 0 && folder !== null ? await readKeptPort(folder) : null;
  const host =
    (kept === null ? null : await open(kept).catch(() => null)) ?? (await open(wanted).catch(explain(wanted)));
  if (folder !== null) await keepPort(folder, host.port);
  return host;
}

function explain(port: number): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      throw new StartRefusal(`Port ${port} is in use: choose another with --port, or leave it out for a free one.`);
    }
    if (code === 'EACCES') throw new StartRefusal(`Port ${port} may not be used by this user: choose one above 1023.`);
    throw error;
  };
}
