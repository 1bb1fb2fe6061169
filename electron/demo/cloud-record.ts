import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where a demo cloud writes down how it is reached: `<data>/demo-cloud/cloud.json`. */
const CloudRecord = z.object({
  pid: z.number().int(),
  url: z.url(),
  publishableKey: z.string(),
  databaseUrl: z.string(),
  /** The small server for leases. */
  control: z.object({ port: z.number().int(), secret: z.string() }),
});
export type CloudRecord = z.infer<typeof CloudRecord>;

const fileOf = (directory: string): string => join(directory, 'cloud.json');

/** The record in a cloud's directory, or null; whether its process lives is for a health call to say. */
export async function readCloudRecord(directory: string): Promise<CloudRecord | null> {
  return readJson(fileOf(directory), CloudRecord);
}

/** Readable by its owner only: the secret in it is the right to hold a lease. */
export async function writeCloudRecord(directory: string, record: CloudRecord): Promise<void> {
  await writeJson(fileOf(directory), record);
}

/** A data directory that has met another's cloud remembers where that one lives, so that both meet there again. */
const CloudHome = z.object({ directory: z.string() });

export async function readCloudHome(directory: string): Promise<string | null> {
  return (await readJson(join(directory, 'home.json'), CloudHome))?.directory ?? null;
}

export async function writeCloudHome(directory: string, home: string): Promise<void> {
  await writeJson(join(directory, 'home.json'), { directory: home });
}

async function readJson<T>(file: string, shape: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, JSON.stringify(value, null, 2), { mode: 0o600 });
  await rename(beside, file);
}
