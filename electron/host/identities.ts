import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeskIdentity } from '../../shared/ipc/host.ts';

const Remembered = z.object({
  user: z.object({ id: z.string().min(1), name: z.string() }),
  organization: z.object({ id: z.string().min(1), name: z.string() }),
  role: z.enum(['OWNER', 'ADMIN', 'MEMBER']),
  at: z.iso.datetime(),
});

const Identities = z.object({
  /** Who works here; null after a sign-out. */
  current: Remembered.nullable(),
  /** Everybody who signed in here and has not signed out, newest first; the current one is among them. */
  known: z.array(Remembered).max(100),
  /** A person whose session at the sign-in service has still to be ended. */
  sign_out_pending: z.string().nullable(),
});
export type Identities = z.infer<typeof Identities>;

export const NOBODY: Identities = { current: null, known: [], sign_out_pending: null };

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'identities.json');

/** Who worked here: with it a desk opens offline without asking anybody. It gives no right to anything in the cloud. */
export async function readIdentities(dataDirectory: string): Promise<Identities> {
  const text = await readFile(fileOf(dataDirectory), 'utf8').catch(() => null);
  if (text === null) return NOBODY;
  try {
    return Identities.safeParse(JSON.parse(text)).data ?? NOBODY;
  } catch {
    return NOBODY;
  }
}

export async function writeIdentities(dataDirectory: string, identities: Identities): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const beside = `${fileOf(dataDirectory)}.${process.pid}.new`;
  await writeFile(beside, JSON.stringify(identities), { mode: 0o600 });
  await rename(beside, fileOf(dataDirectory));
}

export function entered(before: Identities, identity: DeskIdentity, at: Date): Identities {
  const current = { ...identity, at: at.toISOString() };
  return {
    current,
    known: [current, ...before.known.filter((one) => !isSameDesk(one, identity))],
    sign_out_pending: null,
  };
}

/** Whoever leaves is forgotten on all desks of theirs: none opens again without a sign-in. */
export function left(before: Identities): Identities {
  const user = before.current?.user.id ?? null;
  return {
    current: null,
    known: before.known.filter((one) => one.user.id !== user),
    sign_out_pending: user ?? before.sign_out_pending,
  };
}

export function isSameDesk(one: DeskIdentity, other: DeskIdentity): boolean {
  return one.user.id === other.user.id && one.organization.id === other.organization.id;
}

/** Without the time. */
export function identityOf({ user, organization, role }: DeskIdentity): DeskIdentity {
  return { user, organization, role };
}
