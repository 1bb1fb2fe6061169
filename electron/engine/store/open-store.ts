import { existsSync } from 'node:fs';
import { readFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory } from './directory-lock.ts';
import { copyDirectoryDurably } from './durable-files.ts';
import { startHousekeeping } from './housekeeping.ts';
import { LocalStore } from './local-store.ts';
import { readMeta, type StoreMeta, writeMeta } from './meta.ts';
import { applyMigrations, readMigrations } from './migrations.ts';
import { PGLITE_VERSION } from './pglite-version.ts';
import { StoreError } from './store-error.ts';
import { systemTimers, type Timers } from './timers.ts';
import { WorkerClient } from './worker-client.ts';

/** Postgres needs room for a WAL segment (1 MB) and a checkpoint to start; below this its failure is the full disk's. */
const LOW_DISK_BYTES = 4 * 1024 * 1024;

export interface OpenStoreOptions {
  /** Folder of one user and organisation: pgdata/, meta.json, the lock. Made when missing. */
  dataDir: string;
  /** What buildTemplate made. */
  templateDir: string;
  /** Entry of the worker thread; a bundle names its own. */
  workerUrl?: URL;
  timers?: Timers;
  statementLimitMs?: number;
  /** Gets each instance that is opened; for tests that end it as one that hangs is ended. */
  onInstance?: (instance: Pick<WorkerClient, 'terminate'>) => void;
  /** Asked when the disk is too full to open an instance: frees what it can, and answers whether to try again. */
  makeRoom?: () => Promise<boolean>;
  /** Hears why a CHECKPOINT or VACUUM failed; for the log. */
  onUpkeepFailure?: (error: unknown) => void;
}

/**
 * Opens the store of a data directory, making it from the template when there is none, and brings its schema up to date.
 * Rejects with a StoreError: `store-locked`, `store-foreign`, `store-newer`, `store-damaged`, `disk-full`. Never writes to a database that it
 * has not recognised.
 */
export async function openStore(options: OpenStoreOptions): Promise<LocalStore> {
  const { dataDir, templateDir } = options;
  const lock = lockDirectory(dataDir);
  try {
    const template = await readMeta(templateDir);
    if (template === null) throw new Error(`no template in ${templateDir}: run buildTemplate first`);
    const directory = join(dataDir, 'pgdata');
    const meta = await prepareDirectory(dataDir, directory, join(templateDir, 'pgdata'), template);

    const migrations = await readMigrations([join(templateDir, 'migrations')]);
    const workerUrl = options.workerUrl ?? new URL('./worker/main.ts', import.meta.url);
    const timers = options.timers ?? systemTimers;
    const openOnce = async () => {
      await removePidFile(directory);
      const client = await WorkerClient.open({ directory, workerUrl, timers }).catch(explainFailure(dataDir));
      await applyMigrations(client, migrations).catch(async (error: unknown) => {
        await client.terminate();
        throw error;
      });
      options.onInstance?.(client);
      return client;
    };
    const openInstance = () =>
      openOnce().catch(async (error: unknown) => {
        if (!(error instanceof StoreError) || error.code !== 'disk-full') throw error;
        if (!(await options.makeRoom?.())) throw error;
        return openOnce();
      });
    const client = await openInstance();
    if (meta.schema !== template.schema || meta.pglite !== PGLITE_VERSION) {
      await writeMeta(dataDir, { ...meta, schema: template.schema, pglite: PGLITE_VERSION });
    }
    const store = new LocalStore(client, {
      openInstance,
      release: async () => {
        housekeeping.stop();
        lock.release();
      },
      ...(options.statementLimitMs === undefined ? {} : { statementLimitMs: options.statementLimitMs }),
    });
    // Upkeep that fails has been undone or has replaced the instance; it is tried again after the next commit.
    const housekeeping = startHousekeeping(store, timers, options.onUpkeepFailure ?? (() => undefined));
    return store;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Makes sure that `directory` holds a database of ours that this PGlite can open, without opening it. */
async function prepareDirectory(
  dataDir: string,
  directory: string,
  source: string,
  template: StoreMeta,
): Promise<StoreMeta> {
  const meta = await readMeta(dataDir);
  const fresh: StoreMeta = { ...template, created_at: new Date().toISOString() };
  if (!existsSync(directory)) {
    // meta.json is written after the database is in place: with it there and the database gone, something was lost.
    if (meta !== null) throw new StoreError('store-damaged', 'The local database is missing from its folder.');
    await copyDirectoryDurably(source, directory);
    await writeMeta(dataDir, fresh);
    return fresh;
  }
  const major = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch((cause: unknown) => {
    throw new StoreError('store-damaged', 'The local database is incomplete: PG_VERSION is missing.', { cause });
  });
  if (Number(major) !== template.postgres) {
    throw new StoreError(
      'store-foreign',
      `The local database was made by Postgres ${major.trim()}, this app has ${template.postgres}.`,
    );
  }
  if (meta !== null && meta.schema > template.schema) {
    throw new StoreError('store-newer', 'The local database was made by a newer version of this app.');
  }
  if (meta !== null) return meta;
  // The power went between the copy and its meta.json.
  await writeMeta(dataDir, fresh);
  return fresh;
}

// An empty postmaster.pid, which a power cut can leave, stops Postgres from starting. We hold the lock, so nobody else runs.
async function removePidFile(directory: string): Promise<void> {
  await rm(join(directory, 'postmaster.pid'), { force: true });
}

function explainFailure(dataDir: string): (error: unknown) => Promise<never> {
  return async (error) => {
    const { bavail, bsize } = await statfs(dataDir);
    if (bavail * bsize >= LOW_DISK_BYTES) throw error;
    throw new StoreError('disk-full', 'The disk is full, so the local database cannot be opened.', { cause: error });
  };
}
