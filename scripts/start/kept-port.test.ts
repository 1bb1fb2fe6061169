import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPort, readKeptPort } from './kept-port.ts';

describe('the port of a desk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kept-port-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the one it had last time', async () => {
    expect(await readKeptPort(folder)).toBeNull();
    await keepPort(folder, 40123);
    expect(await readKeptPort(folder)).toBe(40123);
  });

  it.each(['', 'eighty', '80', '70000', '4012.5'])('is not taken from a file that holds "%s"', async (text) => {
    await writeFile(join(folder, 'browser-port'), text);
    expect(await readKeptPort(folder)).toBeNull();
  });

  it('is forgotten without a complaint where nothing can be written', async () => {
    await keepPort(join(folder, 'not there'), 40123);
    expect(await readKeptPort(join(folder, 'not there'))).toBeNull();
  });
});
