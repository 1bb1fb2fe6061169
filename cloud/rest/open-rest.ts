import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { VerifyToken } from '../identity/verify-token.ts';
import { answerDatabaseErrors } from './database-errors.ts';
import { JSON_TYPES } from './json-arguments.ts';
import { LongAnswers } from './long-answers.ts';
import { keepOwnGrants } from './own-grants.ts';
import { sendPreparationsAhead } from './send-ahead.ts';
import { verifyRequest } from './verify-request.ts';

export interface Rest {
  /** Answers /rest/v1/... */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

const POOL = 10;
// What PostgREST listens to for the same purpose.
const RELOAD_CHANNEL = 'pgrst';

/** Supabase's REST layer on a migrated database. */
export async function openRest(options: { databaseUrl: string; verify: VerifyToken }): Promise<Rest> {
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: { types: JSON_TYPES, max: POOL, onnotice: () => {} },
  });
  keepOwnGrants(connection);
  answerDatabaseErrors(connection);
  const longAnswers = new LongAnswers();
  sendPreparationsAhead(connection, longAnswers);
  const app = new App({
    connection,
    auth: { enabled: false },
    api: { enabled: true, schemas: ['public'] },
    studio: { enabled: false },
    options: { server: { apiKeys: false, disableStudio: true, middlewares: [verifyRequest(options.verify)] } },
  });
  // Read before the first request: it is kept, and a request that read it within its transaction would need a second session.
  await connection.introspect({ useCache: true });
  await connection.driver.listen(RELOAD_CHANNEL, () => {
    void connection.clearSchemaCache();
  });
  const running = new Set<Promise<Response>>();
  return {
    fetch(request) {
      const answer = Promise.resolve(app.fetch(request, { peerAddress: '127.0.0.1' })).then((response) =>
        longAnswers.fill(response),
      );
      running.add(answer);
      const forget = () => void running.delete(answer);
      answer.then(forget, forget);
      return answer;
    },
    async close() {
      // Who asked may be gone, but what was asked is still being done.
      await Promise.allSettled(running);
      await connection.driver.end({ timeout: 1 });
    },
  };
}
