import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres, { type Sql } from 'postgres';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { type PostgresServer, startPostgres } from '../../../cloud/testing/postgres-server.ts';
import type { TokenSource } from '../../../electron/engine/identity/contract.ts';

const SERVE = join(import.meta.dirname, '../../../cloud/cli/serve.ts');

/** The embedded cloud over a real Postgres, in processes of their own: its work is not done in the thread that measures. */
export class BenchCloud {
  readonly url: string;
  readonly publishableKey: string;
  /** Of the database's owner. */
  readonly databaseUrl: string;
  /** The database's owner, as n8n or a person in the SQL editor writes. */
  readonly sql: Sql;
  readonly #server: PostgresServer;
  readonly #process: ChildProcess;

  static async start(): Promise<BenchCloud> {
    const server = await startPostgres();
    try {
      const process = await serve(server.url);
      return new BenchCloud(server, process);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor(server: PostgresServer, cloud: Serving) {
    this.#server = server;
    this.databaseUrl = server.url;
    this.#process = cloud.process;
    this.url = cloud.url;
    this.publishableKey = cloud.publishable_key;
    this.sql = postgres(server.url, { max: 8, onnotice: () => {} });
  }

  tokens(user: string, organization: string): TokenSource {
    let token: Promise<string> | null = null;
    return {
      getToken: () => {
        token ??= mintToken({ user, organization, role: 'admin' });
        return token;
      },
    };
  }

  async close(): Promise<void> {
    await this.sql.end();
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
    await this.#server.stop();
  }
}

interface Serving {
  process: ChildProcess;
  url: string;
  publishable_key: string;
}

async function serve(databaseUrl: string): Promise<Serving> {
  const child = spawn(process.execPath, [SERVE, '--database-url', databaseUrl, '--no-seed', '--no-worker'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: { url: string; publishable_key: string } = JSON.parse(line);
    return { process: child, ...ready };
  }
  throw new Error('the cloud ended before it was ready');
}
