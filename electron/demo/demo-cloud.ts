import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acquireProcessLock } from '../machine/process-lock.ts';
import { startCloudProcess } from './cloud-process-start.ts';
import { type CloudRecord, readCloudHome, readCloudRecord, writeCloudHome } from './cloud-record.ts';
import { CloudRegister } from './cloud-register.ts';
import { countLeases, type Lease, takeLease } from './lease.ts';

/** The longest that another app may take to start a cloud of its own while we wait for our turn. */
const TURN_MS = 240_000;

/** Between tries to bring back a cloud that broke. */
const RETRY_MS = 2_000;

export interface DemoCloudOptions {
  /** The app's data folder (`--data`). */
  dataDir: string;
  /** Starts the cloud of a directory and resolves when it is ready. */
  start?: (directory: string) => Promise<void>;
  log?: (line: string) => void;
}

export interface DemoCloud {
  url: string;
  publishableKey: string;
  databaseUrl: string;
  close(): Promise<void>;
}

/**
 * The demo cloud for an app on this data folder, found or started, and held by a lease until `close`. In this order: the one
 * that the folder has or remembers; for a folder that has none yet, one that another app of this user is using now, which is
 * then remembered; else a new one in the folder.
 */
export async function openDemoCloud(options: DemoCloudOptions): Promise<DemoCloud> {
  const { start = startCloudProcess, log = () => {} } = options;
  const own = join(options.dataDir, 'demo-cloud');
  let open = true;
  let held = await findOrStart(own, start);
  const { url, publishableKey, databaseUrl } = held.record;

  const watch = (): void => held.lease.onLost(() => void bringBack());
  async function bringBack(): Promise<void> {
    while (open) {
      try {
        const next = await findOrStart(own, start);
        held = next;
        if (!open) return next.lease.release();
        if (next.record.url !== url) log('The demo cloud came back at another address: restart the app to reach it.');
        return watch();
      } catch (error) {
        log(`The demo cloud has ended and could not be started again: ${String(error)}`);
        await pause(RETRY_MS);
      }
    }
  }
  watch();

  return {
    url,
    publishableKey,
    databaseUrl,
    async close() {
      open = false;
      held.lease.release();
    },
  };
}

interface Held {
  record: CloudRecord;
  lease: Lease;
}

/** Only one starter of this user looks and starts at a time; the next one finds what the first has started. */
async function findOrStart(own: string, start: (directory: string) => Promise<void>): Promise<Held> {
  const register = await CloudRegister.open();
  const lockFile = register?.lockFile ?? join(own, 'starting.lock');
  const lock = await acquireProcessLock(lockFile, AbortSignal.timeout(TURN_MS));
  try {
    const home = await knownHome(own);
    const found = home === null ? await joinOther(register, own) : await hold(home);
    if (found !== null) return found;
    const directory = home ?? own;
    await start(directory);
    const started = await hold(directory);
    if (started === null) throw new Error(`the cloud of ${directory} was ready and has gone again`);
    return started;
  } finally {
    lock.release();
  }
}

/** The directory of the cloud that this data folder belongs to, or null when it has not had one. */
async function knownHome(own: string): Promise<string | null> {
  for (const directory of [await readCloudHome(own), own]) {
    if (directory !== null && existsSync(join(directory, 'database'))) return directory;
  }
  return null;
}

async function hold(directory: string): Promise<Held | null> {
  const record = await readCloudRecord(directory);
  const lease = record === null ? null : await takeLease(record);
  return record === null || lease === null ? null : { record, lease };
}

/** Side by side means that the other is in use: a cloud that is only waiting for its end is no colleague's. */
async function joinOther(register: CloudRegister | null, own: string): Promise<Held | null> {
  for (const directory of (await register?.directories()) ?? []) {
    const record = await readCloudRecord(directory);
    if (record === null || !((await countLeases(record)) ?? 0)) continue;
    const held = await hold(directory);
    if (held === null) continue;
    await writeCloudHome(own, directory);
    return held;
  }
  return null;
}
