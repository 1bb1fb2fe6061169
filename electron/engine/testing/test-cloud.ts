import postgres, { type Sql } from 'postgres';
import { loadSigningKey } from '../../../cloud/identity/key-pair.ts';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../../../cloud/identity/publishable-key.ts';
import { createVerifier } from '../../../cloud/identity/verify-token.ts';
import { openRealtime } from '../../../cloud/realtime/open-realtime.ts';
import { openRest } from '../../../cloud/rest/open-rest.ts';
import { startHttpServer } from '../../../cloud/server/http-server.ts';
import { createDatabase } from '../../../cloud/testing/database.ts';
import type { TokenSource } from '../identity/contract.ts';

export interface TestCloud {
  url: string;
  publishableKey: string;
  /** The database's owner, as n8n or a person in the SQL editor writes. */
  sql: Sql;
  /** Default an admin's. */
  tokens(user?: string, organization?: string, role?: 'admin' | 'member'): TokenSource;
  [Symbol.asyncDispose](): Promise<void>;
}

/** REST and Realtime of the embedded cloud over a fresh database of this run's Postgres, with one empty organisation. */
export async function testCloud(): Promise<TestCloud> {
  const database = await createDatabase();
  const key = await loadSigningKey();
  const verify = createVerifier(key);
  const rest = await openRest({ databaseUrl: database.url, verify });
  const realtime = await openRealtime({ databaseUrl: database.url, verify });
  const server = await startHttpServer({ port: 0, rest, realtime, publicKey: key.publicKey });
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await sql`insert into organizations (id, organization_id, name, project_limit) values ('org_test', 'org_test', 'Test', 1000)`;
  return {
    url: server.url,
    publishableKey: PUBLISHABLE_KEY,
    sql,
    tokens: (user = 'user_ada', organization = 'org_test', role = 'admin') => ({
      getToken: () => mintToken({ user, organization, role }, key),
    }),
    async [Symbol.asyncDispose]() {
      await sql.end();
      await server.close();
      await realtime.close();
      await rest.close();
      await database.drop();
    },
  };
}
