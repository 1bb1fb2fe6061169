import { migrateUrl } from '../database/migrate-url.ts';
import { openDatabase } from '../pglite/open-database.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/** Like `createDatabase`, on the embedded cloud's own PGlite behind its wire server, in memory. */
export async function createEmbeddedDatabase(): Promise<TestDatabase> {
  const database = await openDatabase({
    onFailure: (error) => {
      throw error;
    },
  });
  await migrateUrl(database.url, { platform: true });
  return { url: database.url, drop: () => database.close() };
}

/** For `describe.each`: what the cloud does it does on both. */
export const BOTH_DATABASES = [
  ['Postgres', createDatabase],
  ['PGlite', createEmbeddedDatabase],
] as const;
