import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronSteps } from './steps.ts';

const root = join(import.meta.dirname, '../..');

// Main runs in a checkout as it does in a package: what it starts has to be built for both.
test("Electron's build makes the demo's cloud, where main starts it from", async () => {
  const main = await readFile(join(root, 'electron/main/desktop-shell.ts'), 'utf8');
  const started = /join\(bundles, '\.\.\/(demo-cloud\/[^']+)'\)/.exec(main)?.[1];
  expect(electronSteps(root).map((step) => step.output)).toContain(`dist/${started}`);
});

test('what a step is made of is there: a folder that was renamed would never make it stale', () => {
  const inputs = electronSteps(root).flatMap((step) => step.inputs);
  expect(inputs.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
