import { join } from 'node:path';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { startCloud } from '../../cloud/server/start-cloud.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { machinePlatform } from '../../electron/engine/platform.ts';
import { buildTemplate } from '../../electron/engine/store/build-template.ts';

const TEMPLATE_DIR = join(import.meta.dirname, '../../dist/template');

/** Past this something hangs; in milliseconds. */
const SYNC_LIMIT_MS = 1_800_000;

/** Fills a desk's folder the way it always is filled: a first sync, by the product's own engine, from an embedded cloud over the database. */
export async function syncStore(options: {
  databaseUrl: string;
  dataDir: string;
  organization: string;
}): Promise<void> {
  const { databaseUrl, dataDir, organization } = options;
  await buildTemplate(TEMPLATE_DIR);
  const cloud = await startCloud({
    port: 0,
    databaseUrl,
    worker: false,
    seed: false,
    log: () => undefined,
    onFailure: () => undefined,
  });
  try {
    const engine = await openEngine(
      {
        dataDir,
        templateDir: TEMPLATE_DIR,
        workspace: 'cloud',
        cloud,
        identity: {
          user: { id: 'user_ada', name: 'Ada' },
          organization: { id: organization, name: organization },
          role: 'OWNER',
        },
        tokens: { getToken: () => mintToken({ user: 'user_ada', organization, role: 'admin' }) },
      },
      { platform: { ...machinePlatform, log: () => undefined }, realtime: false, searchWorkerUrl: null },
    );
    try {
      const status = await engine.settle(SYNC_LIMIT_MS);
      if (status.first_sync !== null) throw new Error(`The first sync did not end: ${JSON.stringify(status)}`);
    } finally {
      await engine.close();
    }
  } finally {
    await cloud.close();
  }
}
