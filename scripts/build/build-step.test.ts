import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type BuildStep, runStale } from './build-step.ts';

let root: string;
let runs: number;
let step: BuildStep;

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
  runs = 0;
  step = {
    name: 'page',
    inputs: ['source', 'config.ts'],
    output: 'dist/page.html',
    async run() {
      runs += 1;
      await write('dist/page.html', 'built');
    },
  };
  await write('source/deep/a.ts', 'a');
  await write('config.ts', 'c');
  await runStale(root, [step], () => {});
});

const again = async () => {
  await runStale(root, [step], () => {});
  return runs - 1;
};

test('runs once for the same inputs', async () => {
  expect(await again()).toBe(0);
});

test.each<[string, () => Promise<void>]>([
  ['a changed file', () => write('source/deep/a.ts', 'b')],
  ['a new file', () => write('source/b.ts', '')],
  ['a removed file', () => rm(join(root, 'source/deep/a.ts'))],
  ['a changed file of its own', () => write('config.ts', 'd')],
  ['other packages', () => write('package-lock.json', '{}')],
  ['a missing result', () => rm(join(root, 'dist/page.html'))],
])('runs again after %s', async (_, change) => {
  await change();
  expect(await again()).toBe(1);
});

test('does not run again for a test', async () => {
  await write('source/a.test.ts', 'x');
  await write('source/testing/helper.ts', 'x');
  expect(await again()).toBe(0);
});

test('a failed run is tried again', async () => {
  await write('source/deep/a.ts', 'broken');
  const failing = { ...step, run: () => Promise.reject(new Error('syntax')) };
  await expect(runStale(root, [failing], () => {})).rejects.toThrow('syntax');
  expect(await again()).toBe(1);
});

test('a failed run leaves nothing that counts as fresh, not even for the inputs of the last good one', async () => {
  await write('source/deep/a.ts', 'broken');
  const failing = {
    ...step,
    async run() {
      await write('dist/page.html', 'half of it');
      throw new Error('syntax');
    },
  };
  await expect(runStale(root, [failing], () => {})).rejects.toThrow('syntax');
  await write('source/deep/a.ts', 'a');
  expect(await again()).toBe(1);
});
