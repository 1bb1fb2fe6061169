import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationDatabase } from './migration-database.ts';

const PLATFORM = join(import.meta.dirname, '../platform');

/**
 * Stand-ins for what hosted Supabase already has, with the schema that shows it is there. The roles come first and always:
 * they belong to the server, but each new database of it needs their default privileges.
 */
const PARTS = [
  { file: 'roles.sql', schema: null },
  { file: 'auth.sql', schema: 'auth' },
  { file: 'realtime.sql', schema: 'realtime' },
];

/** Adds the stand-ins that are missing. Run again it changes nothing; what hosted Supabase has is never replaced. */
export async function applyPlatform(database: MigrationDatabase, folder: string = PLATFORM): Promise<void> {
  for (const part of PARTS) {
    if (part.schema !== null && (await hasSchema(database, part.schema))) continue;
    await database.run(await readFile(join(folder, part.file), 'utf8'));
  }
}

/** The names of the roles that the migrations need and the server lacks. */
export async function missingRoles(database: MigrationDatabase): Promise<string[]> {
  const rows = await database.query<{ role: string }>(
    `select role from unnest(array['anon', 'authenticated', 'service_role', 'authenticator']) role
     where not exists (select from pg_roles where rolname = role)`,
  );
  return rows.map(({ role }) => role);
}

async function hasSchema(database: MigrationDatabase, schema: string): Promise<boolean> {
  const [row] = await database.query<{ present: boolean }>('select to_regnamespace($1) is not null as present', [
    schema,
  ]);
  return row?.present === true;
}
