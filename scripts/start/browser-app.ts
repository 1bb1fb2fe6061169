import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type BrowserHost, serveBrowserHost } from '../../electron/browser/serve.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { StoreError } from '../../electron/engine/store/store-error.ts';
import { engineOptions } from '../../electron/host/engine-options.ts';
import type { Workspace } from '../../electron/host/workspace.ts';
import { StartRefusal } from '../../electron/machine/start-refusal.ts';
import { keepPort, readKeptPort } from './kept-port.ts';
import { openReopening, type Reopenable } from './reopening-engine.ts';

export interface BrowserApp {
  url: string;
  close(): Promise<void>;
}

/**
 * The app in the browser host. The engine runs in this process: its database has a thread of its own, and one process less is
 * one less that can be left behind. Resolves when the page is served and the engine is open; rejects with a StartRefusal.
 */
export async function openBrowserApp(options: {
  root: string;
  port: number;
  workspace: Workspace;
}): Promise<BrowserApp> {
  const engine = await openEngineOrRefuse(options.workspace, join(options.root, 'dist/template'));
  try {
    const { dataDir } = options.workspace;
    const pageDir = join(options.root, 'dist/renderer');
    const host =
      (options.port === 0 ? await serveOnKeptPort(engine, pageDir, await readKeptPort(dataDir)) : null) ??
      (await serveOrRefuse(engine, pageDir, options.port));
    await keepPort(dataDir, host.port);
    return {
      url: host.url,
      async close() {
        // The engine first: what was typed is on the disk before the page learns that nobody listens.
        await engine.close();
        await host.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openEngineOrRefuse(workspace: Workspace, templateDir: string): Promise<Reopenable> {
  try {
    return await openReopening((reopen) => openEngine(engineOptions(workspace, templateDir), { reopen }));
  } catch (error) {
    if (error instanceof StoreError)
      throw new StartRefusal(`${error.message} (${workspace.dataDir})`, { cause: error });
    throw error;
  }
}

/** Null when there is none, or somebody else has it by now. */
async function serveOnKeptPort(engine: Reopenable, pageDir: string, port: number | null): Promise<BrowserHost | null> {
  if (port === null) return null;
  try {
    return await serveOrRefuse(engine, pageDir, port);
  } catch (error) {
    if (error instanceof StartRefusal) return null;
    throw error;
  }
}

async function serveOrRefuse(engine: Reopenable, pageDir: string, port: number): Promise<BrowserHost> {
  try {
    return await serveBrowserHost({
      pageDir,
      port,
      key: randomBytes(24).toString('base64url'),
      connect: (page) => engine.connect(page),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      throw new StartRefusal(`Port ${port} is in use: choose another with --port, or leave it out for a free one.`);
    }
    if (code === 'EACCES') throw new StartRefusal(`Port ${port} may not be used by this user: choose one above 1023.`);
    throw error;
  }
}
