/**
 * The demo cloud of a data directory, as a process of its own: `node cloud-process.ts <directory>`. Started by the first app
 * that needs it, shared by all that find it, gone some seconds after the last of them. Tells its parent
 * `{ kind: 'ready' }` or `{ kind: 'failed', message }`.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startCloud } from '../../cloud/server/start-cloud.ts';
import { StartFailure } from '../../cloud/server/start-failure.ts';
import { acquireProcessLock } from '../machine/process-lock.ts';
import { type CloudProcessMessage, isPortFree } from './cloud-process-start.ts';
import { readCloudRecord, writeCloudRecord } from './cloud-record.ts';
import { CloudRegister } from './cloud-register.ts';
import { startLeaseServer } from './lease-server.ts';
import { workerSettings } from './worker-settings.ts';

/** A starter that died between starting us and its lease leaves nobody; a slow one needs a moment. */
const FIRST_LEASE_MS = 30_000;
/** An app that is restarted finds its cloud still warm. */
const IDLE_MS = 5_000;
/** A predecessor in the same directory may still be closing its database. */
const PREDECESSOR_MS = 30_000;
/** A database whose folder was deleted under it cannot be saved; the process has no business living on. */
const FOLDER_CHECK_MS = 2_000;

const log = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);

/** In Electron the parent listens on a port of its own kind; anywhere else on Node's IPC channel, while it is there. */
function tell(message: CloudProcessMessage): Promise<void> {
  // Electron's types say that it is always there; outside a utility process it is not.
  const { parentPort }: Partial<Pick<NodeJS.Process, 'parentPort'>> = process;
  return new Promise((resolve) => {
    if (parentPort !== undefined) {
      parentPort.postMessage(message);
      resolve();
    } else if (process.send !== undefined && process.connected) {
      process.send(message, () => resolve());
    } else {
      resolve();
    }
  });
}

async function run(directory: string): Promise<void> {
  const lock = await acquireProcessLock(join(directory, 'process.lock'), AbortSignal.timeout(PREDECESSOR_MS));
  // Apps that outlived a cloud that broke go on with the address they know.
  const previous = await readCloudRecord(directory);
  const port = previous === null ? 0 : Number(new URL(previous.url).port);
  const cloud = await startCloud({
    port: (await isPortFree(port)) ? port : 0,
    dataDir: join(directory, 'database'),
    ...workerSettings(process.env),
    log,
    onFailure: (error) => {
      log(`The database has stopped working: ${String(error)}`);
      process.exit(1);
    },
  });

  const register = await CloudRegister.open();
  const secret = randomBytes(24).toString('base64url');
  const leases = await startLeaseServer({ secret, firstMs: FIRST_LEASE_MS, idleMs: IDLE_MS, onIdle: () => end() });
  const { url, publishableKey, databaseUrl } = cloud;
  const control = { port: leases.port, secret };
  await writeCloudRecord(directory, { pid: process.pid, url, publishableKey, databaseUrl, control });
  await register?.add(directory);

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`Closing failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  const close = async (): Promise<void> => {
    await register?.remove(directory);
    await leases.close();
    await cloud.close();
    lock.release();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  setInterval(() => {
    if (!existsSync(join(directory, 'cloud.json'))) end();
  }, FOLDER_CHECK_MS).unref();
  log(`ready at ${url}`);
  await tell({ kind: 'ready' });
}

const directory = process.argv[2];
if (directory === undefined) throw new TypeError('usage: node cloud-process.ts <directory>');
try {
  await run(directory);
} catch (error) {
  log(String(error));
  const isForPeople = error instanceof StartFailure;
  await tell({ kind: 'failed', message: isForPeople ? error.message : 'The demo cloud could not start.' });
  process.exit(1);
}
