import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUNDLES } from './node-bundle.ts';
import { electronSteps, pageSteps } from './steps.ts';
import { modulesOf } from './testing/modules-of.ts';

const root = join(import.meta.dirname, '../..');
const steps = [...pageSteps(root), ...electronSteps(root)];

// Main runs in a checkout as it does in a package: what it starts has to be built for both.
test("Electron's build makes the demo's cloud, where main starts it from", async () => {
  const folder = join(root, 'electron/main');
  const files = (await readdir(folder)).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const main = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  const started = /'\.\.\/(demo-cloud\/[^']+)'/.exec(main)?.[1];
  expect(electronSteps(root).map((step) => step.output)).toContain(`dist/${started}`);
});

test('what a step is made of is there: a folder that was renamed would never make it stale', () => {
  const inputs = steps.flatMap((step) => step.inputs);
  expect(inputs.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

// What is missing among its inputs could change, and the step would still pass for fresh.
test.each([
  { name: 'page', entries: ['renderer/main.tsx'] },
  { name: 'template', entries: ['electron/engine/store/build-template.ts'] },
  { name: 'electron', entries: BUNDLES.map(({ entry }) => entry) },
  { name: 'demo-cloud', entries: ['electron/demo/cloud-process.ts'] },
])('all that the step $name is made of is among its inputs', ({ name, entries }) => {
  const inputs = steps.find((step) => step.name === name)?.inputs ?? [];
  const modules = modulesOf(root, entries);
  expect(modules.length).toBeGreaterThan(10);
  const outside = modules.filter((path) => !inputs.some((input) => path === input || path.startsWith(`${input}/`)));
  expect(outside).toEqual([]);
  // These are no inputs, whatever folder they lie in (input-hash.ts).
  expect(modules.filter((path) => /\.test\.|(^|\/)testing\//.test(path))).toEqual([]);
});

test('no step is without the test above', () => {
  expect(steps.map(({ name }) => name)).toEqual(['page', 'template', 'electron', 'demo-cloud']);
});
