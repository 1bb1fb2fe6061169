import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HostRefusal } from './host-calls.ts';

/** No desk is ever called so: in the names of folders a full stop of an id is written otherwise (data-directory.ts). */
const REMOVED = /\.removed-[0-9a-f-]{36}$/;

/** On Windows a scanner that looks at a file keeps it from being deleted for a moment. */
const DELETION = { recursive: true, force: true, maxRetries: 5 };

/**
 * Removes the folder of a desk, whose engine has closed. It is renamed first, so that a deletion which stops half-way never
 * leaves half a store where a desk is looked for. Rejects with a HostRefusal.
 */
export async function removeDesk(folder: string): Promise<void> {
  const aside = `${folder}.removed-${randomUUID()}`;
  try {
    await rename(folder, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new HostRefusal(
      'refused',
      `Nothing was removed (${codeOf(error)}): another program uses the folder of this desk, ${folder}. You are signed out, and all of it is still on this machine. Close that program and delete the folder, or sign in and out again.`,
    );
  }
  try {
    await rm(aside, DELETION);
  } catch (error) {
    throw new HostRefusal(
      'refused',
      `You are signed out and this desk is gone, but some of its files could not be deleted yet (${codeOf(error)}). They lie in ${aside} and are deleted at the next start.`,
    );
  }
}

/** Deletes what earlier removals have left. A folder that still cannot be deleted waits for the start after this one. */
export async function sweepRemovedDesks(dataDir: string, log: (line: string) => void): Promise<void> {
  const clouds = join(dataDir, 'desks', 'cloud');
  for (const project of await namesIn(clouds)) {
    for (const name of await namesIn(join(clouds, project))) {
      if (!REMOVED.test(name)) continue;
      await rm(join(clouds, project, name), DELETION).catch((error: unknown) =>
        log(`host: a removed desk is not deleted yet: ${codeOf(error)}`),
      );
    }
  }
}

/** None where there is no folder. */
function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
