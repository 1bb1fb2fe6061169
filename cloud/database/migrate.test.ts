import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../testing/database.ts';
import { MigrationRefused, migrate } from './migrate.ts';
import { type MigrationDatabase, pgliteSession, postgresSession } from './migration-database.ts';
import { CLOUD_MIGRATIONS, DESK_MIGRATIONS, listMigrations } from './migration-files.ts';
import { applyPlatform } from './platform.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function emptyPostgres(): Promise<MigrationDatabase> {
  const database = await createDatabase({ migrated: false });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const connection = await sql.reserve();
  cleanups.push(() => database.drop());
  cleanups.push(() => sql.end({ timeout: 1 }));
  return postgresSession(connection);
}

async function emptyPglite(): Promise<MigrationDatabase> {
  const database = await PGlite.create();
  cleanups.push(() => database.close());
  return pgliteSession(database);
}

/** Everything that migrating could change: objects, their definitions and rights, and the history. */
async function fingerprint(database: MigrationDatabase): Promise<string> {
  const [row] = await database.query<{ print: string }>(`
    select md5(string_agg(line, E'\\n' order by line)) as print from (
      select 'class ' || oid || relname || coalesce(relacl::text, '') || xmin::text from pg_class where relnamespace in (select oid from pg_namespace where nspname !~ '^pg_toast|^pg_temp')
      union all select 'proc ' || oid || xmin::text from pg_proc
      union all select 'policy ' || oid || xmin::text from pg_policy
      union all select 'trigger ' || oid || xmin::text from pg_trigger
      union all select 'history ' || version || xmin::text from supabase_migrations.schema_migrations
    ) lines(line)`);
  return row?.print ?? '';
}

async function folderOf(files: { [name: string]: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-migrations-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe.each([
  ['Postgres 17, the cloud', emptyPostgres, CLOUD_MIGRATIONS],
  ['PGlite, the cloud', emptyPglite, CLOUD_MIGRATIONS],
  ['PGlite, a desk', emptyPglite, DESK_MIGRATIONS],
])('%s', (_name, open, folders) => {
  it('applies the whole history once, and the second time changes nothing', async () => {
    const database = await open();
    if (folders === CLOUD_MIGRATIONS) await applyPlatform(database);
    const expected = (await listMigrations(folders)).map(({ version }) => version);
    expect(await migrate(database, folders)).toEqual({ applied: expected });
    const before = await fingerprint(database);

    if (folders === CLOUD_MIGRATIONS) await applyPlatform(database);
    expect(await migrate(database, folders)).toEqual({ applied: [] });
    expect(await fingerprint(database)).toBe(before);
  });
});

describe('migrate', () => {
  it('undoes the migration that fails, keeps those before it, and goes on when it is repaired', async () => {
    const database = await emptyPostgres();
    const folder = await folderOf({
      '20250101000000_good.sql': 'create table good (id int);',
      '20250102000000_bad.sql': 'create table half (id int); select nonsense;',
    });
    await expect(migrate(database, [folder])).rejects.toThrow('20250102000000_bad failed and was undone');
    const tables = () =>
      database.query("select tablename from pg_tables where schemaname = 'public' order by tablename");
    expect(await tables()).toEqual([{ tablename: 'good' }]);

    await writeFile(join(folder, '20250102000000_bad.sql'), 'create table half (id int);');
    expect(await migrate(database, [folder])).toEqual({ applied: ['20250102000000'] });
  });

  it('refuses a database that is ahead of it', async () => {
    const database = await emptyPostgres();
    const newer = await folderOf({ '20250101000000_one.sql': 'select 1;', '20250102000000_two.sql': 'select 1;' });
    const older = await folderOf({ '20250101000000_one.sql': 'select 1;' });
    await migrate(database, [newer]);
    const refusal = migrate(database, [older]);
    await expect(refusal).rejects.toBeInstanceOf(MigrationRefused);
    await expect(refusal).rejects.toThrow('20250102000000');
  });

  it('refuses a migration that is older than what was applied, as the Supabase CLI does', async () => {
    const database = await emptyPostgres();
    await migrate(database, [await folderOf({ '20250102000000_two.sql': 'select 1;' })]);
    const both = await folderOf({
      '20250101000000_late.sql': 'create table late (id int);',
      '20250102000000_two.sql': 'select 1;',
    });
    await expect(migrate(database, [both])).rejects.toThrow('never had 20250101000000');
    expect(await database.query("select to_regclass('late') as late")).toEqual([{ late: null }]);
  });

  it('lets one of two that start together do the work', async () => {
    const database = await createDatabase({ migrated: false });
    cleanups.push(() => database.drop());
    // The pause lets the second one meet the first at work; without the lock it fails on the table, early or late.
    const folder = await folderOf({ '20250101000000_one.sql': 'create table one (id int); select pg_sleep(0.2);' });
    const runs = [1, 2].map(async () => {
      const sql = postgres(database.url, { max: 1, onnotice: () => {} });
      cleanups.push(() => sql.end({ timeout: 1 }));
      return migrate(postgresSession(await sql.reserve()), [folder]);
    });
    const applied = (await Promise.all(runs)).map((run) => run.applied.length);
    expect(applied.sort()).toEqual([0, 1]);
  });
});
