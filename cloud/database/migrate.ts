import type { MigrationDatabase } from './migration-database.ts';
import { listMigrations, readMigration } from './migration-files.ts';

/** Something about the database that a person must decide; the message is for them and holds no secret. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

// Any number, as long as everyone who migrates takes the same one.
const LOCK_KEY = '7214033518249001';

/**
 * Brings a database to the end of the history in `folders`; each migration is one transaction, and the whole run holds an
 * advisory lock, so that two processes starting at once do not both migrate. The list of what was applied is the Supabase
 * CLI's own table, so that `supabase db push` goes on where this stopped, and the other way round.
 *
 * Throws MigrationRefused when the database has migrations this program does not know, or lacks one older than its newest.
 */
export async function migrate(database: MigrationDatabase, folders: readonly string[]): Promise<{ applied: string[] }> {
  const files = await listMigrations(folders);
  await database.query('select pg_advisory_lock($1::bigint)', [LOCK_KEY]);
  try {
    await prepareHistory(database);
    const rows = await database.query<{ version: string }>(
      'select version from supabase_migrations.schema_migrations order by version',
    );
    const history = rows.map(({ version }) => version);
    const unknown = history.filter((version) => !files.some((file) => file.version === version));
    if (unknown.length > 0) {
      throw new MigrationRefused(
        `The database has migrations that this version of Showrunner does not know (${unknown.join(', ')}). ` +
          'Nothing was changed. Use the version that made them, or a newer one.',
      );
    }
    const pending = files.filter(({ version }) => !history.includes(version));
    const newest = history.at(-1) ?? '';
    const late = pending.filter(({ version }) => version < newest);
    if (late.length > 0) {
      throw new MigrationRefused(
        `The database is at ${newest} but never had ${late.map(({ version }) => version).join(', ')}. ` +
          'Nothing was changed. Migrations are only ever added at the end: give those a later version.',
      );
    }
    for (const file of pending) {
      const text = await readMigration(file);
      await database.run('begin');
      try {
        await database.run(text);
        await database.query(
          'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3::text[])',
          [file.version, file.name, [text]],
        );
        await database.run('commit');
      } catch (cause) {
        await database.run('rollback');
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Migration ${file.version}_${file.name} failed and was undone: ${reason}`, { cause });
      }
    }
    return { applied: pending.map(({ version }) => version) };
  } finally {
    await database.query('select pg_advisory_unlock($1::bigint)', [LOCK_KEY]);
  }
}

async function prepareHistory(database: MigrationDatabase): Promise<void> {
  const [found] = await database.query<{ present: boolean }>(
    "select to_regclass('supabase_migrations.schema_migrations') is not null as present",
  );
  if (found?.present) return;
  await database.run(`
    create schema if not exists supabase_migrations;
    create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  `);
}
