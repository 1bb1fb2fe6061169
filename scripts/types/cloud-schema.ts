import { generateTypescript, sortGeneratorMetadata } from '@supabase/postgrest-typegen/generation';
import { introspect } from '@supabase/postgrest-typegen/introspection';
import postgres from 'postgres';
import { buildTemplate, TEMPLATE } from '../../cloud/testing/database-template.ts';
import { startPostgres } from '../../cloud/testing/postgres-server.ts';
import { GENERATED_HEADER } from './generated-file.ts';

/**
 * The text of shared/generated/cloud-database.ts: the cloud's schema as supabase-js wants it, from a real Postgres that was
 * migrated for this. The generator is the one behind `supabase gen types`.
 */
export async function generateCloudTypes(): Promise<string> {
  const server = await startPostgres();
  try {
    await buildTemplate(server.url);
    const url = new URL(server.url);
    url.pathname = `/${TEMPLATE}`;
    const sql = postgres(url.href, { max: 1, onnotice: () => {} });
    try {
      const queryable = { query: async (statement: string) => ({ rows: [...(await sql.unsafe(statement))] }) };
      const metadata = await introspect(queryable, { includedSchemas: ['public'] });
      return GENERATED_HEADER + (await generateTypescript(sortGeneratorMetadata(metadata)));
    } finally {
      await sql.end();
    }
  } finally {
    await server.stop();
  }
}
