import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In the folder of the user and organisation. */
const FILE = 'browser-port';

/**
 * The port on which this desk was last served, null when there is none. What a browser keeps for a page (drafts not yet taken by
 * the engine, the page that was open, widths, theme) belongs to scheme, host and port, so a desk goes on using its own.
 */
export async function readKeptPort(folder: string): Promise<number | null> {
  try {
    const port = Number(await readFile(join(folder, FILE), 'utf8'));
    return Number.isInteger(port) && port > 1023 && port <= 65535 ? port : null;
  } catch {
    return null;
  }
}

/** A folder that cannot be written costs no more than a new port next time. */
export async function keepPort(folder: string, port: number): Promise<void> {
  await writeFile(join(folder, FILE), `${port}\n`).catch(() => undefined);
}
