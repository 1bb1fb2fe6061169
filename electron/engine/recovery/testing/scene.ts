import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalEngine } from '../../open-engine.ts';
import type { LocalStore } from '../../store/local-store.ts';
import { testDirectory } from '../../store/testing/test-store.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';
import { COUNT_ROWS } from '../content.ts';
import { takeSnapshot } from '../take-snapshot.ts';

/** Long enough for a machine where everything runs at once; never waited for when things go right. */
export const SETTLE_MS = 50_000;
/** A desk that is opened three times, twice from a backup, on such a machine. */
export const LIMIT_MS = 240_000;
const WORKER = new URL('../../store/worker/main.ts', import.meta.url);

/** A cloud and the folder of one desk that is opened, broken and opened again. */
export async function scene() {
  const cloud = await testCloud();
  const directory = await testDirectory();
  const dataDir = join(directory.path, 'desk');
  await mkdir(dataDir);
  return {
    cloud,
    dataDir,
    desk: (offline = false, reopen?: () => void) =>
      testDesk({
        cloud,
        user: 'user_ada',
        tokens: cloud.tokens('user_ada'),
        dataDir,
        offline,
        ...(reopen === undefined ? {} : { reopen }),
      }),
    async [Symbol.asyncDispose]() {
      await cloud[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

export async function noteTexts(engine: LocalEngine): Promise<string[]> {
  const { rows } = await engine.store.query<{ content: string }>('select content from planning_notes order by content');
  return rows.map(({ content }) => content);
}

/** What the person was told last. */
export async function lastLine(engine: LocalEngine): Promise<string | undefined> {
  return (await engine.query('sync.log', {}))[0]?.message;
}

/** A backup, now. */
export function snapshot(engine: LocalEngine, dataDir: string) {
  // The engine's store is the real one here.
  return takeSnapshot({
    store: engine.store as LocalStore,
    dataDir,
    workerUrl: WORKER,
    countRows: COUNT_ROWS,
    now: () => new Date(),
    isLogged: async () => true,
    signal: new AbortController().signal,
  });
}
