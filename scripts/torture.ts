/**
 * `npm run torture -- [--kills N] [--cuts N] [--seed TEXT]`: kills a desk with SIGKILL while people type, and takes the power from
 * its store, again and again. Prints what was lost, which must be nothing; the exit code is 1 otherwise.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../cloud/worker/seeded-random.ts';
import { killDesk } from '../electron/engine/recovery/torture/kill-desk.ts';
import { type CutOutcome, simulatePowerCuts } from '../electron/engine/store/power-cut/power-cut.ts';
import type { CutModel } from '../electron/engine/store/power-cut/simulated-disk.ts';
import { testTemplate } from '../electron/engine/store/testing/test-store.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    cuts: { type: 'string', default: '100' },
    seed: { type: 'string', default: 'torture' },
  },
});
const [kills, wantedCuts] = [Number(values.kills), Number(values.cuts)];
if (![kills, wantedCuts].every((number) => Number.isInteger(number) && number >= 0) || kills + wantedCuts === 0) {
  console.error('Give whole numbers to --kills and --cuts, one of them above 0.');
  process.exit(1);
}
const MODELS: readonly CutModel[] = ['page', 'file', 'last', 'synced'];
/** Edits of one recording, and cuts made in it. */
const EDITS = 150;
const CUTS_EACH = 10;

const folder = await mkdtemp(join(tmpdir(), 'showrunner-torture-'));
const templateDir = await testTemplate();
const random = seededRandom(values.seed);

const dataDir = join(folder, 'desk');
await mkdir(dataDir);
const killed = await killDesk({
  dataDir,
  templateDir,
  kills,
  random,
  onKill: ({ kills: done, acknowledged }) => {
    if (done % 20 === 0) console.log(`${done} kills, ${acknowledged} edits acknowledged`);
  },
});
console.log(
  `${killed.kills} kills: the desk opened ${killed.opened} times, ${killed.acknowledged} edits acknowledged, ${killed.lost.length} lost`,
);

const outcomes: CutOutcome[] = [];
while (outcomes.length < wantedCuts) {
  const workDir = join(folder, `cuts-${outcomes.length}`);
  await mkdir(workDir);
  const count = Math.min(CUTS_EACH, wantedCuts - outcomes.length);
  const cuts = Array.from({ length: count }, (_, place) => ({
    model: MODELS[place % MODELS.length] ?? 'page',
    at: random(),
  }));
  outcomes.push(...(await simulatePowerCuts({ files: 'durable', templateDir, workDir, edits: EDITS, cuts, random })));
  await rm(workDir, { recursive: true });
  console.log(`${outcomes.length} power cuts, ${outcomes.filter(({ outcome }) => outcome === 'whole').length} whole`);
}
const broken = outcomes.filter(({ outcome }) => outcome !== 'whole');
console.log(
  `${outcomes.length} power cuts: ${outcomes.length - broken.length} left the store whole, ${JSON.stringify(broken)}`,
);
await rm(folder, { recursive: true });
process.exit(killed.lost.length + broken.length > 0 ? 1 : 0);
