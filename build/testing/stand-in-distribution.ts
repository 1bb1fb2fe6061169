import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How Electron's binary marks the place of its fuses (electron/fuses, README). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
/** Electron's own defaults, a character a fuse: 0 off, 1 on. Nine in Electron 45. */
const FUSES_AS_SHIPPED = '101100110';

/**
 * A folder that stands in for Electron's distribution, which cannot be had here: electron-builder copies it, puts the app into
 * it and flips the fuses in its binary, so that all of the packing but the binary is real.
 */
export async function standInDistribution(folder: string, version: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  const binary = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([FUSE_VERSION, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED),
  ]);
  await writeFile(join(folder, 'electron'), binary, { mode: 0o755 });
  await writeFile(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, name), '');
}
