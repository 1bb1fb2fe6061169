import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartRefusal } from '../machine/start-refusal.ts';

/** What the cloud process tells the app that started it. */
export type CloudProcessMessage = { kind: 'ready' } | { kind: 'failed'; message: string };

/** Creating, migrating and seeding the database takes seconds; on a busy machine with two cores it was half a minute. In milliseconds. */
export const CLOUD_START_MS = 180_000;

/**
 * Starts the demo cloud of a directory and resolves when it can be used. It outlives this process: other apps may come to use
 * it. Its log is `cloud.log` beside its record. Rejects with a StartRefusal.
 */
export async function startCloudProcess(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const logFile = join(directory, 'cloud.log');
  const output = openSync(logFile, 'w', 0o600);
  const entry = join(import.meta.dirname, 'cloud-process.ts');
  const child = spawn(process.execPath, [entry, directory], {
    detached: true,
    // Detached, it would have a console window of its own on Windows, and whoever closes that one ends the demo.
    windowsHide: true,
    stdio: ['ignore', output, output, 'ipc'],
    cwd: directory,
  });
  try {
    await started(child, logFile);
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

function started(child: ChildProcess, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (message: string): void => {
      clearTimeout(limit);
      reject(new StartRefusal(`${message} Its log is ${logFile}.`));
    };
    const limit = setTimeout(() => {
      child.kill();
      refuse(`The demo cloud was not ready after ${CLOUD_START_MS / 1000} seconds.`);
    }, CLOUD_START_MS);
    child.once('message', (message: CloudProcessMessage) => {
      if (message.kind === 'failed') return refuse(message.message);
      clearTimeout(limit);
      resolve();
    });
    child.once('error', (error) => refuse(`The demo cloud could not be started: ${error.message}.`));
    child.once('exit', (code, signal) => refuse(`The demo cloud ended while it started (${signal ?? code}).`));
  });
}

/** True when a server could listen on this loopback port now; a race lost later only means another port. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
