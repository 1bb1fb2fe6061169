import postgres from 'postgres';
import { migrate } from '../database/migrate.ts';
import { postgresSession } from '../database/migration-database.ts';
import { CLOUD_MIGRATIONS } from '../database/migration-files.ts';
import { applyPlatform } from '../database/platform.ts';

/** A database with the platform and all migrations, to be copied: a copy costs a tenth of a second, migrating costs more. */
export const TEMPLATE = 'showrunner_template';

/** Makes the template on the server of the superuser's `url`. */
export async function buildTemplate(url: string): Promise<void> {
  const server = postgres(url, { max: 1, onnotice: () => {} });
  await server.unsafe(`create database ${TEMPLATE}`);
  await server.end();

  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  const sql = postgres(template.href, { max: 1, onnotice: () => {} });
  const connection = await sql.reserve();
  try {
    const session = postgresSession(connection);
    await applyPlatform(session);
    await migrate(session, CLOUD_MIGRATIONS);
  } finally {
    connection.release();
    await sql.end();
  }
}
