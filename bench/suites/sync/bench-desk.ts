import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalEngine, openEngine } from '../../../electron/engine/open-engine.ts';
import { machinePlatform } from '../../../electron/engine/platform.ts';
import { buildTemplate } from '../../../electron/engine/store/build-template.ts';
import type { BenchCloud } from './bench-cloud.ts';

/** Past this something hangs; nothing here comes near it. In milliseconds. */
const SETTLE_LIMIT_MS = 600_000;

const TEMPLATE_DIR = join(import.meta.dirname, '../../../dist/template');

export async function benchTemplate(): Promise<string> {
  await buildTemplate(TEMPLATE_DIR);
  return TEMPLATE_DIR;
}

export interface BenchDesk {
  engine: LocalEngine;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The product's engine on a new store on the disk, or on the one in `dataDir`, which is kept; offline until told otherwise. */
export async function openDesk(
  cloud: BenchCloud,
  options: {
    organization: string;
    user?: string;
    realtime?: boolean;
    offline?: boolean;
    dataDir?: string;
    /** Of something that stands before the cloud. */
    url?: string;
  },
): Promise<BenchDesk> {
  const { organization, user = 'user_bench', realtime = false, offline = true } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'showrunner-bench-desk-')));
  const engine = await openEngine(
    {
      dataDir,
      templateDir: await benchTemplate(),
      workspace: 'cloud',
      cloud: { url: options.url ?? cloud.url, publishableKey: cloud.publishableKey },
      identity: {
        user: { id: user, name: user },
        organization: { id: organization, name: organization },
        role: 'ADMIN',
      },
      tokens: cloud.tokens(user, organization),
      offline,
    },
    { platform: { ...machinePlatform, log: () => undefined }, realtime },
  );
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Goes online, and syncs until all is sent and all is here; anything else is a failure of the benchmark. */
export async function syncDesk(engine: LocalEngine): Promise<void> {
  await engine.command('sync.set-offline', { offline: false });
  const status = await engine.settle(SETTLE_LIMIT_MS);
  if (status.pending_count > 0 || status.attention_count > 0 || status.first_sync !== null) {
    throw new Error(`the desk did not sync: ${JSON.stringify(status)}`);
  }
}
