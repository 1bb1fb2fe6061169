/** `npm run bench [-- suite …]`: runs the named suites, or all. Each prints ratios to a peer measured in the same run. */
import { report, type SuiteResult } from './report.ts';
import { benchGeneration } from './suites/generation.ts';
import { benchMerge } from './suites/merge.ts';
import { benchStore } from './suites/store.ts';
import { benchSync } from './suites/sync.ts';

const suites: Record<string, () => Promise<SuiteResult>> = {
  store: benchStore,
  merge: benchMerge,
  sync: benchSync,
  generation: benchGeneration,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`There is no suite called ${unknown.join(', ')}. The suites are: ${Object.keys(suites).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(suites)) {
  if (wanted.length === 0 || wanted.includes(name)) await report(await run());
}
