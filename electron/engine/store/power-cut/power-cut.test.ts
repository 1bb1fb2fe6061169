import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDirectory, testTemplate } from '../testing/test-store.ts';
import { type CutOutcome, simulatePowerCuts } from './power-cut.ts';
import { type CutModel, SimulatedDisk } from './simulated-disk.ts';

/** mulberry32: small, seeded, good enough to choose which pages survive. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MODELS: CutModel[] = ['page', 'file', 'last', 'synced'];

/** Twelve databases are rebuilt, opened and read; seconds each on a busy machine. */
const CUTS_TIMEOUT_MS = 240_000;

async function cutsOf(files: 'durable' | 'stock', moments: number[]): Promise<CutOutcome[]> {
  await using directory = await testDirectory();
  // Awaited here: the directory goes when this function ends.
  return await simulatePowerCuts({
    files,
    templateDir: await testTemplate(),
    workDir: directory.path,
    edits: 150,
    cuts: moments.flatMap((at) => MODELS.map((model) => ({ model, at }))),
    random: seeded(7),
  });
}

describe('a power cut', () => {
  it('at any moment leaves our store whole, with every acknowledged edit and its outbox entry', {
    timeout: CUTS_TIMEOUT_MS,
  }, async () => {
    const outcomes = await cutsOf('durable', [0.31, 0.77, 1]);
    expect(outcomes.filter(({ outcome }) => outcome !== 'whole')).toEqual([]);
    // The last cuts come after everything was acknowledged: the harness did see the edits.
    expect(outcomes.at(-1)).toMatchObject({ acknowledged: 150, present: 150 });
  });

  it('breaks the store on the file system that PGlite ships: the harness can see it', {
    timeout: CUTS_TIMEOUT_MS,
  }, async () => {
    const outcomes = await cutsOf('stock', [0.57, 1]);
    // The cuts that leave only what was synced break it always, the others as chance has it.
    expect(outcomes.filter(({ outcome }) => outcome === 'whole').length).toBeLessThanOrEqual(6);
  });
});

describe('the simulated disk', () => {
  it('keeps what was synced, and of the rest what chance leaves', async () => {
    await using directory = await testDirectory();
    const root = await mkdtemp(join(directory.path, 'disk-'));
    await mkdir(join(root, 'sub'));
    await writeFile(join(root, 'sub/a'), 'old');
    const disk = await SimulatedDisk.load(root);
    const write = (text: string) => disk.apply({ op: 'write', path: 'sub/a', position: 0, bytes: Buffer.from(text) });
    const survivors = async (model: CutModel, chance: number) => {
      await disk.cut(join(directory.path, 'cut'), model, () => chance);
      return readFile(join(directory.path, 'cut/sub/a'), 'utf8');
    };
    write('new');
    expect(await survivors('page', 0.9)).toBe('old');
    expect(await survivors('page', 0.1)).toBe('new');
    expect(await survivors('file', 0)).toBe('old');
    disk.apply({ op: 'fsync', path: 'sub/a' });
    write('newer');
    expect(await survivors('page', 0.9)).toBe('new');
    disk.apply({ op: 'truncate', path: 'sub/a', size: 2 });
    expect(await survivors('file', 0.99)).toBe('ne');
  });
});
