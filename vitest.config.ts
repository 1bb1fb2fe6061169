import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Two cores are the machine we promise to test on; more workers only make each other late.
const MAX_WORKERS = 2;

/** A third as long as everything beside it. */
const LONGEST = 'electron/engine/simulation/simulation.test.ts';

/**
 * Vitest begins with the files that took longest, which an empty clone cannot know, or else with the largest; the schedules
 * are a short file, so one core played them at the end and the other waited.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = sorted.filter((file) => file.moduleId.endsWith(LONGEST));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

export default defineConfig({
  test: {
    maxWorkers: MAX_WORKERS,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias: { electron: join(import.meta.dirname, 'electron/testing/fake-electron.ts') } },
        test: {
          name: 'unit',
          include: ['{shared,electron,cloud,renderer,scripts,n8n,build,migrations,bench}/**/*.test.{ts,tsx}'],
          exclude: ['n8n/live/**'],
          globalSetup: ['./cloud/testing/global-setup.ts'],
          // It imports `electron` itself, which the alias above only reaches in what is not left to Node.
          server: { deps: { inline: ['@clerk/electron'] } },
          // A test that hangs is noticed as well after two minutes, and two desks beside a busy core are not taken for one.
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/electron/**'],
          globalSetup: ['./cloud/testing/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        // `npm run test:n8n`: needs n8n, which it installs outside the project when it is not there.
        test: {
          name: 'n8n',
          include: ['n8n/live/**/*.test.ts'],
          globalSetup: ['./cloud/testing/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        // `npm run test:electron`: the same walks and some of the window's own, in Electron itself. Needs its binary and a
        // display; skipped where they are not.
        test: {
          name: 'electron',
          include: ['e2e/**/*.test.ts'],
          // What these are about is the browser: its host, its clipboard, its downloads, a host that is not its own, and a sign-in whose scripts are served by it.
          exclude: [
            'browser-host',
            'paste',
            'data-page',
            'episode-files',
            'gone-elsewhere',
            'made-once',
            'put-right',
            'identity',
            'connect',
          ].map((walk) => `e2e/${walk}.test.ts`),
          env: { SHOWRUNNER_WALK_HOST: 'electron' },
          globalSetup: ['./cloud/testing/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
