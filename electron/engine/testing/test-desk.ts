import type { SyncStatus } from '../../../shared/sync/status.ts';
import type { Identity, TokenSource } from '../identity/contract.ts';
import { fixedTokenSource } from '../identity/fixed-token-source.ts';
import { type LocalEngine, openEngine } from '../open-engine.ts';
import { machinePlatform, type Platform } from '../platform.ts';
import { testDirectory, testTemplate } from '../store/testing/test-store.ts';

export interface TestDeskOptions {
  cloud?: { url: string; publishableKey: string };
  user?: string;
  organization?: string;
  tokens?: TokenSource;
  offline?: boolean;
  realtime?: boolean;
  platform?: Partial<Platform>;
  /** True gives it a search; most tests do without the thread. */
  search?: boolean;
  dataDir?: string;
  /** Keeps the log of the connection; most tests ask the log for something else. */
  journal?: boolean;
  reopen?: () => void;
}

/** Refuses connections: for desks that never go online. */
const NO_CLOUD = { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_none' };

/** An engine on a store of its own; closed and removed at the end of its scope. */
export async function testDesk(
  options: TestDeskOptions = {},
): Promise<{ engine: LocalEngine; dataDir: string; [Symbol.asyncDispose](): Promise<void> }> {
  const { cloud = NO_CLOUD, user = 'user_ada', organization = 'org_test', platform } = options;
  const directory = await testDirectory();
  const dataDir = options.dataDir ?? directory.path;
  const identity: Identity = {
    user: { id: user, name: user },
    organization: { id: organization, name: organization },
    role: 'ADMIN',
  };
  const engine = await openEngine(
    {
      dataDir,
      templateDir: await testTemplate(),
      workspace: 'cloud',
      cloud,
      identity,
      tokens: options.tokens ?? fixedTokenSource(null),
      offline: options.offline ?? options.cloud === undefined,
    },
    {
      platform: { ...machinePlatform, log: () => undefined, ...platform },
      realtime: options.realtime ?? false,
      ...(options.search === true ? {} : { searchWorkerUrl: null }),
      journal: options.journal ?? false,
      ...(options.reopen === undefined ? {} : { reopen: options.reopen }),
    },
  );
  return {
    engine,
    dataDir,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** Resolves at the first status that fits; the test's own timeout is the limit. */
export function statusWhere(engine: LocalEngine, fits: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  const { promise, resolve } = Promise.withResolvers<SyncStatus>();
  const stop = engine.onStatus((status) => {
    if (fits(status)) resolve(status);
  });
  if (fits(engine.status())) resolve(engine.status());
  return promise.finally(stop);
}
