import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { createBlank } from './blank-database.ts';
import { lockDirectory } from './directory-lock.ts';
import { startWireServer } from './wire-server.ts';

export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
}

export interface EmbeddedDatabase {
  /** A Postgres URL on 127.0.0.1, good until `close`. */
  url: string;
  close(): Promise<void>;
}

const Description = z.object({ postgres: z.number() });
// Ours, inside Postgres's own directory: a copy of the one is a copy of both.
const DESCRIPTION = 'showrunner.json';
const POSTGRES_MAJOR = 18; // of the pinned PGlite
const START = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

/**
 * The embedded cloud's own Postgres: PGlite in `directory`, or in memory without one, behind a wire server. What was
 * committed survives the death of the process; as PGlite never calls fsync it may not survive a power cut, which for demo and
 * test data is accepted (the desk's store is another matter, see electron/engine/store).
 *
 * Throws DirectoryInUse, and DatabaseRefused for a directory that must not be touched.
 */
export async function openDatabase(options: {
  directory?: string;
  onFailure: (error: unknown) => void;
}): Promise<EmbeddedDatabase> {
  const { directory, onFailure } = options;
  if (directory === undefined) {
    const database = await createBlank({ startParams: START });
    return serveDatabase(database, onFailure, () => {});
  }
  await mkdir(directory, { recursive: true });
  const lock = lockDirectory(directory);
  try {
    const database = await openFiles(directory);
    return await serveDatabase(database, onFailure, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function serveDatabase(
  database: PGlite,
  onFailure: (error: unknown) => void,
  release: () => void,
): Promise<EmbeddedDatabase> {
  const server = await startWireServer({ database, onFailure });
  return {
    url: server.url,
    async close() {
      await server.close();
      await database.close();
      release();
    },
  };
}

/** Opens the database of a directory that is held, or makes it. */
async function openFiles(directory: string): Promise<PGlite> {
  const dataDir = join(directory, 'postgres');
  const unfinished = join(directory, 'unfinished');
  // A start that was killed while it made the database left this mark; what it made is nothing yet.
  if (existsSync(unfinished)) await rm(dataDir, { recursive: true, force: true });
  else if (existsSync(dataDir)) {
    await check(directory, dataDir);
    return PGlite.create({ dataDir, startParams: START });
  }
  await writeFile(unfinished, '');
  const database = await createBlank({ dataDir, startParams: START });
  await writeFile(join(dataDir, DESCRIPTION), JSON.stringify({ postgres: POSTGRES_MAJOR }));
  await rm(unfinished);
  return database;
}

async function check(directory: string, dataDir: string): Promise<void> {
  const description = await readFile(join(dataDir, DESCRIPTION), 'utf8').catch(() => null);
  if (description === null) {
    throw new DatabaseRefused(`${directory} holds a database that is not ours. Nothing was changed.`);
  }
  const major = Description.safeParse(parseJson(description)).data?.postgres;
  if (major !== POSTGRES_MAJOR) {
    throw new DatabaseRefused(
      `${directory} holds a database of another version of Postgres. Nothing was changed. Use another directory.`,
    );
  }
  // Without this file PGlite would make a new, empty database over the data.
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    throw new DatabaseRefused(`The database in ${directory} is damaged. Nothing was changed. Use another directory.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
