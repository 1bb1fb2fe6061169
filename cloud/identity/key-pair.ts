import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

export const ALGORITHM = 'ES256';

export interface SigningKey {
  privateKey: CryptoKey;
  /** What /.well-known/jwks.json answers. */
  publicKey: JWK;
}

export function identityDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const data = environment.XDG_DATA_HOME || join(homedir(), '.local/share');
  return environment.SHOWRUNNER_IDENTITY_DIR || join(data, 'showrunner/identity');
}

/**
 * The key pair that signs this machine user's demo tokens, made on first use. Readable by its owner only: whoever reads it
 * can be anybody in this user's embedded clouds.
 */
export async function loadSigningKey(directory: string = identityDirectory()): Promise<SigningKey> {
  const file = join(directory, 'signing-key.json');
  const stored = await readFile(file, 'utf8').catch(notFound);
  if (stored !== null) return fromJwk(JSON.parse(stored));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const beside = join(directory, `signing-key.${process.pid}.${crypto.randomUUID()}`);
  await writeFile(beside, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  // A link, as it fails when the name is taken: of two processes that start together one makes the key and both use it.
  await link(beside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(beside);
  return fromJwk(JSON.parse(await readFile(file, 'utf8')));
}

async function fromJwk(jwk: JWK): Promise<SigningKey> {
  const key = await importJWK(jwk, ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('The signing key file does not hold a key pair.');
  const { kty, crv, x, y } = jwk;
  if (crv === undefined || x === undefined || y === undefined) {
    throw new Error('The signing key file does not hold an ES256 key.');
  }
  const kid = `demo_${createHash('sha256').update(`${x}.${y}`).digest('hex').slice(0, 16)}`;
  return { privateKey: key, publicKey: { kty: kty ?? 'EC', crv, x, y, kid, alg: ALGORITHM, use: 'sig' } };
}

function notFound(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
