/**
 * `npm run bench [-- suite … --part 1]`: runs the named suites, or all. Each prints ratios to a peer measured in the same run.
 * `--part 0.02` tries the suites `large` and `ui` with a fiftieth of the organisation.
 */
import { parseArgs } from 'node:util';
import { report, type SuiteResult } from './report.ts';
import { benchDay } from './suites/day.ts';
import { benchGeneration } from './suites/generation.ts';
import { benchLarge } from './suites/large.ts';
import { benchMerge } from './suites/merge.ts';
import { benchStore } from './suites/store.ts';
import { benchSync } from './suites/sync.ts';
import { benchUi } from './suites/ui.ts';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: '1' } },
});
const part = Number(values.part);
if (!(part > 0 && part <= 1)) {
  console.error('--part is a number above 0, at most 1.');
  process.exit(1);
}

const suites: Record<string, () => Promise<SuiteResult>> = {
  store: benchStore,
  merge: benchMerge,
  sync: benchSync,
  generation: benchGeneration,
  large: () => benchLarge({ part }),
  day: benchDay,
  ui: () => benchUi({ part }),
};

const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`There is no suite called ${unknown.join(', ')}. The suites are: ${Object.keys(suites).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(suites)) {
  if (wanted.length === 0 || wanted.includes(name)) await report(await run());
}
