import postgres from 'postgres';
import { MigrationRefused, migrate } from './migrate.ts';
import { postgresSession } from './migration-database.ts';
import { CLOUD_MIGRATIONS } from './migration-files.ts';
import { applyPlatform, missingRoles } from './platform.ts';

const CONNECT_SECONDS = 10;

/** Migrates the cloud database at a URL; with `platform` first adds the stand-ins for what hosted Supabase has. */
export async function migrateUrl(url: string, options: { platform: boolean }): Promise<{ applied: string[] }> {
  const parsed = URL.parse(url);
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new MigrationRefused(
      'The database URL cannot be read. It looks like postgres://user:password@host:5432/database.',
    );
  }
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_SECONDS, onnotice: () => {} });
  try {
    const connection = await sql.reserve();
    try {
      const session = postgresSession(connection);
      if (options.platform) await applyPlatform(session);
      const missing = await missingRoles(session);
      if (missing.length > 0) {
        throw new MigrationRefused(
          `The server lacks the roles ${missing.join(', ')} that Supabase brings. Nothing was changed. Run again with --platform.`,
        );
      }
      return await migrate(session, CLOUD_MIGRATIONS);
    } finally {
      connection.release();
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
