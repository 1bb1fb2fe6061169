import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { judgeSettings } from './cloud-settings.ts';

const Connection = z.object({
  /** What opens at the next start. */
  workspace: z.enum(['demo', 'cloud']),
  cloud: z.object({ url: z.string(), publishableKey: z.string(), clerkPublishableKey: z.string() }).nullable(),
});
export type Connection = z.infer<typeof Connection>;

export const DEMO_ONLY: Connection = { workspace: 'demo', cloud: null };

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'connection.json');

/** What the connect screen kept. Judged as it was when it was typed: the file may have been changed by hand, or by an older app. */
export async function readConnection(dataDirectory: string): Promise<Connection> {
  const text = await readFile(fileOf(dataDirectory), 'utf8').catch(() => null);
  if (text === null) return DEMO_ONLY;
  try {
    const { data } = Connection.safeParse(JSON.parse(text));
    if (data === undefined || data.cloud === null) return DEMO_ONLY;
    const verdict = judgeSettings(data.cloud);
    return verdict.ok ? { workspace: data.workspace, cloud: verdict.settings } : DEMO_ONLY;
  } catch {
    return DEMO_ONLY;
  }
}

export async function writeConnection(dataDirectory: string, connection: Connection): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const beside = `${fileOf(dataDirectory)}.${process.pid}.new`;
  await writeFile(beside, JSON.stringify(connection), { mode: 0o600 });
  await rename(beside, fileOf(dataDirectory));
}
