import { expect, it } from 'vitest';
import { seededRandom } from '../../../../cloud/worker/seeded-random.ts';
import { testDirectory, testTemplate } from '../../store/testing/test-store.ts';
import { killDesk } from './kill-desk.ts';

/** A few of the 200 of `npm run torture`; each starts a process. */
const KILLS = 8;
const LIMIT_MS = 300_000;

it('a desk that is killed while people type opens by itself each time, with all that was acknowledged', {
  timeout: LIMIT_MS,
}, async () => {
  await using directory = await testDirectory();
  const report = await killDesk({
    dataDir: directory.path,
    templateDir: await testTemplate(),
    kills: KILLS,
    random: seededRandom('kills'),
  });
  expect(report).toMatchObject({ kills: KILLS, lost: [] });
  // All but those killed while opening told what they found.
  expect(report.opened).toBeGreaterThanOrEqual(KILLS);
  expect(report.acknowledged).toBeGreaterThan(KILLS);
});
