import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { buildTemplate } from './database-template.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers a GET with the superuser's URL, once the server is up and the template is built. */
    postgresOnDemand: string;
  }
}

/**
 * One Postgres per run, started by the first test that asks for it, so that tests without a database do not wait for one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | null = null;
  const start = async (): Promise<PostgresServer> => {
    const server = await startPostgres();
    try {
      await buildTemplate(server.url);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  };
  const doorman = createServer((_request, response) => {
    starting ??= start();
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  doorman.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = doorman.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  project.provide('postgresOnDemand', `http://127.0.0.1:${address.port}`);

  return async () => {
    doorman.close();
    doorman.closeAllConnections();
    const server = await Promise.resolve(starting).catch(() => null);
    await server?.stop();
  };
}
