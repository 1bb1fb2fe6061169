import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StoreError } from './store-error.ts';
import type { WorkerClient } from './worker-client.ts';

export interface Migration {
  /** The 14 digits in front of the file's name. */
  version: string;
  name: string;
  sql: string;
}

/** A migration of a store with much in it may rewrite a table. */
const MIGRATION_LIMIT_MS = 600_000;

// The table of the Supabase CLI, so that a desk's and a cloud's history read the same.
const HISTORY = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text)`;

/** The `.sql` files of several folders as one history, in the order of their names. */
export async function readMigrations(folders: string[]): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for (const folder of folders) {
    for (const file of await readdir(folder)) {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(basename(file)) ?? [];
      if (version === undefined || name === undefined) continue;
      migrations.push({ version, name, sql: await readFile(join(folder, file), 'utf8') });
    }
  }
  return migrations.sort((a, b) => (a.version < b.version ? -1 : 1));
}

/**
 * Applies what a store lacks, each migration and its entry in the history in one durable transaction. Throws `store-newer` when
 * the store holds a migration that this version of the app does not know.
 */
export async function applyMigrations(client: WorkerClient, migrations: Migration[]): Promise<{ applied: string[] }> {
  const statement = (sql: string, params: string[] = []) =>
    client.request({ kind: 'statement', sql, params, begin: null }, MIGRATION_LIMIT_MS);
  await client.request({ kind: 'script', sql: HISTORY }, MIGRATION_LIMIT_MS);
  const { rows } = await statement(
    "select coalesce(json_agg(version), '[]')::text as versions from supabase_migrations.schema_migrations",
  );
  const [row] = rows as { versions: string }[];
  const present = new Set<string>(JSON.parse(row?.versions ?? '[]'));
  for (const version of present) {
    if (migrations.some((migration) => migration.version === version)) continue;
    throw new StoreError('store-newer', 'The local database was made by a newer version of this app.');
  }
  const applied: string[] = [];
  for (const { version, name, sql } of migrations) {
    if (present.has(version)) continue;
    await client.request({ kind: 'script', sql: `begin;\n${sql}` }, MIGRATION_LIMIT_MS);
    await statement('insert into supabase_migrations.schema_migrations (version, name) values ($1, $2)', [
      version,
      name,
    ]);
    await client.request({ kind: 'commit', durable: true }, MIGRATION_LIMIT_MS);
    applied.push(version);
  }
  return { applied };
}
