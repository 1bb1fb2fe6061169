import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Identity } from '../engine/identity/contract.ts';

const LastIdentity = z.object({
  user: z.object({ id: z.string().min(1), name: z.string() }),
  organization: z.object({ id: z.string().min(1), name: z.string() }),
  role: z.enum(['OWNER', 'ADMIN', 'MEMBER']),
  at: z.iso.datetime(),
});

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'last-identity.json');

/** Who worked here last: with it a desk opens offline without asking anybody. It gives no right to anything in the cloud. */
export async function readLastIdentity(dataDirectory: string): Promise<Identity | null> {
  const text = await readFile(fileOf(dataDirectory), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { data } = LastIdentity.safeParse(JSON.parse(text));
    return data === undefined ? null : { user: data.user, organization: data.organization, role: data.role };
  } catch {
    return null;
  }
}

export async function writeLastIdentity(dataDirectory: string, identity: Identity, at: Date): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const beside = `${fileOf(dataDirectory)}.${process.pid}.new`;
  await writeFile(beside, JSON.stringify({ ...identity, at: at.toISOString() }), { mode: 0o600 });
  await rename(beside, fileOf(dataDirectory));
}
