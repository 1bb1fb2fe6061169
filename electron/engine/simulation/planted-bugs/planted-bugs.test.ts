import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../cloud/testing/database.ts';
import { CAUGHT_CORPUS, readCorpus } from '../corpus/corpus.ts';
import { PLANTED_BUGS } from './bugs.ts';
import type { HuntResult } from './hunt.ts';

const run = promisify(execFile);

/** A process, a stage and one short schedule: some seconds, on a drowned machine a minute. */
const HUNT_LIMIT_MS = 180_000;

async function huntWith(bug: string, file: string): Promise<HuntResult> {
  const database = await createDatabase();
  try {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'hunt.ts'), bug, database.url, file]);
    return JSON.parse(stdout);
  } finally {
    await database.drop();
  }
}

describe('the simulation catches', () => {
  it.each(PLANTED_BUGS)('$name', { timeout: HUNT_LIMIT_MS }, async ({ name }) => {
    const file = join(CAUGHT_CORPUS, `${name}.json`);
    expect(existsSync(file), 'it has been caught once: npm run hunt').toBe(true);
    const { caught } = await huntWith(name, file);
    expect(caught).not.toBeNull();
  });
});

it('keeps no schedule of a bug that is not planted any more', async () => {
  const caught = (await readCorpus(CAUGHT_CORPUS)).map(({ name }) => name);
  expect(caught.toSorted()).toEqual(PLANTED_BUGS.map(({ name }) => name).toSorted());
});
