import postgres from 'postgres';
import { describeDatabaseFailure } from '../database/describe-failure.ts';
import { MigrationRefused } from '../database/migrate.ts';
import { migrateUrl } from '../database/migrate-url.ts';
import { loadSigningKey } from '../identity/key-pair.ts';
import { mintToken } from '../identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../identity/publishable-key.ts';
import { createVerifier } from '../identity/verify-token.ts';
import { DirectoryInUse } from '../pglite/directory-lock.ts';
import { DatabaseRefused, openDatabase } from '../pglite/open-database.ts';
import { openRealtime } from '../realtime/open-realtime.ts';
import { openRest } from '../rest/open-rest.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { startWorker } from '../worker/start-worker.ts';
import { startHttpServer } from './http-server.ts';
import { MINUTE_JOBS, PGLITE_JOBS, startMinuteJobs, warningsTo } from './minute-jobs.ts';
import { StartFailure } from './start-failure.ts';
import { startWebhook, type WebhookTarget } from './webhook.ts';

export interface CloudOptions {
  /** Default 0: any free port. */
  port?: number;
  /** A Postgres 17 that may be changed; default a PGlite of our own. */
  databaseUrl?: string;
  /** Where that PGlite keeps its files; default in memory. */
  dataDir?: string;
  /** The simulated generation worker; default true. */
  worker?: boolean;
  /** Demo content for a database without organisations; default true. */
  seed?: boolean;
  /** How many times faster than a real generation (2 to 5 minutes); default 7, about 25 seconds a run. */
  workerSpeed?: number;
  /** The share of its attempts that fail, 0 to 1; default 1 in 8. */
  workerFailureRate?: number;
  /** Where queued jobs are announced (n8n); default what the database's app_settings say. */
  webhook?: WebhookTarget;
  /** The embedded database broke: close and start again. Default: the error is thrown where nobody catches it. */
  onFailure?: (error: unknown) => void;
  log?: (line: string) => void;
}

export interface Cloud {
  url: string;
  publishableKey: string;
  databaseUrl: string;
  close(): Promise<void>;
}

/** The embedded cloud: database migrated, seeded if new, REST, Realtime, minute jobs and worker running. Throws StartFailure. */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const { worker = true, seed = true, log = () => {} } = options;
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of closing.splice(0).reverse()) await stop();
  };
  try {
    const databaseUrl = options.databaseUrl ?? (await openOwn(options, closing));
    await migrateUrl(databaseUrl, { platform: true });
    if (seed) await seedDemo(databaseUrl);

    const key = await loadSigningKey();
    const verify = createVerifier(key);
    const rest = await openRest({ databaseUrl, verify });
    closing.push(() => rest.close());
    const realtime = await openRealtime({ databaseUrl, verify });
    closing.push(() => realtime.close());
    const server = await startHttpServer({ port: options.port ?? 0, rest, realtime, publicKey: key.publicKey });
    closing.push(() => server.close());

    const sql = postgres(databaseUrl, { max: 1, onnotice: warningsTo(log) });
    closing.push(() => sql.end({ timeout: 1 }));
    const jobs = startMinuteJobs(
      sql,
      options.databaseUrl === undefined ? [...MINUTE_JOBS, ...PGLITE_JOBS] : MINUTE_JOBS,
      log,
    );
    closing.push(() => jobs.stop());
    const webhook = await startWebhook({ target: options.webhook ?? null, databaseUrl, log });
    closing.push(() => webhook.close());
    if (worker) {
      const simulated = startWorker({
        url: server.url,
        publishableKey: PUBLISHABLE_KEY,
        token: () => mintToken({ user: 'simulated-worker', worker: true }, key),
        ...(options.workerSpeed === undefined ? {} : { speed: options.workerSpeed }),
        ...(options.workerFailureRate === undefined ? {} : { failureRate: options.workerFailureRate }),
        log,
      });
      closing.push(() => simulated.close());
    }
    return { url: server.url, publishableKey: PUBLISHABLE_KEY, databaseUrl, close };
  } catch (error) {
    await close();
    throw asStartFailure(error, options.dataDir);
  }
}

async function openOwn(options: CloudOptions, closing: (() => Promise<void>)[]): Promise<string> {
  const database = await openDatabase({
    ...(options.dataDir === undefined ? {} : { directory: options.dataDir }),
    onFailure:
      options.onFailure ??
      ((error) => {
        throw error;
      }),
  });
  closing.push(() => database.close());
  return database.url;
}

function asStartFailure(error: unknown, dataDir: string | undefined): StartFailure {
  if (error instanceof StartFailure) return error;
  const isForPeople = error instanceof DirectoryInUse || error instanceof DatabaseRefused;
  const message = isForPeople ? error.message : describeDatabaseFailure(error);
  // A released version only ever adds at the end; between two builds of the same day it happens.
  const isOtherBuild = error instanceof MigrationRefused && dataDir !== undefined;
  const advice = `What was written is kept as it is in ${dataDir}. Go on with the build that made it, or begin a new demo beside it: npm start -- --data ANOTHER_FOLDER.`;
  return new StartFailure(
    isOtherBuild ? `This demo was made by another build of Showrunner. ${message} ${advice}` : message,
    {
      cause: error,
    },
  );
}
