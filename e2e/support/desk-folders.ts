import { glob, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { readCloudRecord } from '../../electron/demo/cloud-record.ts';

/** Stopping a demo cloud includes the last checkpoint of its Postgres. */
const STOP_MS = 30_000;

/**
 * Deletes what the desks of a test kept below a folder. Their demo clouds are stopped first: they outlive the desks by some
 * seconds, and a Postgres that still writes its log makes the deletion fail.
 */
export async function removeDeskFolders(folder: string): Promise<void> {
  for await (const file of glob(join(folder, '**/demo-cloud/cloud.json'))) {
    const cloud = await readCloudRecord(dirname(file));
    if (cloud === null || !isAlive(cloud.pid)) continue;
    process.kill(cloud.pid, 'SIGTERM');
    await vi.waitUntil(() => !isAlive(cloud.pid), { timeout: STOP_MS });
  }
  await rm(folder, { recursive: true, force: true });
}

/** Whether a process with this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
