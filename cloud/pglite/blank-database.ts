import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';

const Package = z.object({ version: z.string() });
// The smallest segment: a new database is 23 MB instead of 38.
const INITDB = ['--wal-segsize=1'];

/**
 * A new, empty PGlite, in memory or at `dataDir`, which must not exist. initdb took 3.6 to 6 seconds here, so the first is kept
 * as a file for this machine user; unpacking the next from it took 0.6 (memory) to 2 seconds (files).
 */
export async function createBlank(options: { dataDir?: string; startParams: string[] }): Promise<PGlite> {
  const file = await cacheFile();
  const kept = await readFile(file).catch(() => null);
  if (kept !== null) {
    try {
      return await PGlite.create({ ...options, loadDataDir: new Blob([kept]) });
    } catch {
      // A file cut short, by a power cut for instance: made again as if there had been none.
      await rm(file, { force: true });
      if (options.dataDir !== undefined) await rm(options.dataDir, { recursive: true, force: true });
    }
  }
  const database = await PGlite.create({ ...options, initDbStartParams: INITDB });
  await keep(database, file);
  return database;
}

/** A cache: that it cannot be written (a full disk, a home that is read-only) costs time and nothing else. */
async function keep(database: PGlite, file: string): Promise<void> {
  const beside = `${file}.${process.pid}.${crypto.randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const dump = await database.dumpDataDir('none');
    await writeFile(beside, Buffer.from(await dump.arrayBuffer()));
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true });
  }
}

async function cacheFile(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = Package.parse(JSON.parse(await readFile(fileURLToPath(manifest), 'utf8')));
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, `showrunner/blank-database-${version}.tar`);
}
