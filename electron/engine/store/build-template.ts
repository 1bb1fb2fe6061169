import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { writeMeta } from './meta.ts';
import { applyMigrations, type Migration, readMigrations } from './migrations.ts';
import { PGLITE_VERSION } from './pglite-version.ts';
import { systemTimers } from './timers.ts';
import { INITDB_PARAMETERS } from './worker/postgres-parameters.ts';
import { WorkerClient } from './worker-client.ts';

const repository = join(import.meta.dirname, '../../..');

/** Limit of the final CHECKPOINT and close, generous: nothing waits for a build. */
const BUILD_LIMIT_MS = 120_000;

/**
 * Builds the empty, migrated store that every new desk starts as a copy of (initdb takes seconds, a copy a fraction):
 * `templateDir` gets pgdata/, meta.json and migrations/ (which the app applies to older stores). Does nothing when it was built
 * from the same inputs. Safe to run twice at once.
 */
export async function buildTemplate(templateDir: string): Promise<{ built: boolean }> {
  const folders = [join(repository, 'migrations/common'), join(repository, 'migrations/local')];
  const migrations = await readMigrations(folders);
  const inputs = createHash('sha256')
    .update(JSON.stringify([PGLITE_VERSION, INITDB_PARAMETERS, migrations]))
    .digest('hex');
  const isCurrent = async () => (await readFile(join(templateDir, 'inputs.sha256'), 'utf8').catch(() => '')) === inputs;
  if (await isCurrent()) return { built: false };

  const beside = `${templateDir}.${randomUUID()}.new`;
  try {
    await buildInto(beside, folders, migrations);
    await writeFile(join(beside, 'inputs.sha256'), inputs);
    // Another build may have finished meanwhile; somebody may be copying from its result already.
    if (!(await isCurrent())) await replaceDirectory(beside, templateDir);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return { built: true };
}

async function buildInto(folder: string, migrationFolders: string[], migrations: Migration[]): Promise<void> {
  const pgdata = join(folder, 'pgdata');
  await mkdir(pgdata, { recursive: true });
  const postgres = await PGlite.create({ fs: new NodeFS(pgdata), initDbStartParams: INITDB_PARAMETERS });
  await postgres.close();

  const workerUrl = new URL('./worker/main.ts', import.meta.url);
  const client = await WorkerClient.open({ directory: pgdata, workerUrl, timers: systemTimers });
  try {
    await applyMigrations(client, migrations);
    await client.request({ kind: 'script', sql: 'checkpoint' }, BUILD_LIMIT_MS);
    await client.request({ kind: 'close' }, BUILD_LIMIT_MS);
  } finally {
    await client.terminate();
  }

  for (const migrationFolder of migrationFolders) {
    await cp(migrationFolder, join(folder, 'migrations'), { recursive: true });
  }
  await writeMeta(folder, {
    format: 1,
    pglite: PGLITE_VERSION,
    postgres: Number(await readFile(join(pgdata, 'PG_VERSION'), 'utf8')),
    schema: migrations.at(-1)?.version ?? '',
    created_at: new Date().toISOString(),
  });
}

async function replaceDirectory(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  // In one step when there is none yet.
  const isThere = await rename(source, target).then(
    () => false,
    () => true,
  );
  if (!isThere) return;
  const old = `${source}.old`;
  await rename(target, old).catch(() => undefined);
  await rename(source, target).catch(() => undefined);
  await rm(old, { recursive: true, force: true });
}
