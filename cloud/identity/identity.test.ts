import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALGORITHM, loadSigningKey, type SigningKey } from './key-pair.ts';
import { ISSUER, mintToken } from './mint-token.ts';
import { createVerifier } from './verify-token.ts';

let directory: string;
let key: SigningKey;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'showrunner-identity-'));
  key = await loadSigningKey(directory);
});
afterAll(() => rm(directory, { recursive: true }));

describe('the signing key', () => {
  it('is made once, also when several ask for it at the same moment, and is readable by its owner only', async () => {
    const fresh = join(directory, 'fresh');
    const keys = await Promise.all([1, 2, 3, 4].map(() => loadSigningKey(fresh)));
    expect(new Set(keys.map(({ publicKey }) => publicKey.kid)).size).toBe(1);
    expect((await loadSigningKey(fresh)).publicKey).toEqual(keys[0]?.publicKey);
    expect((await stat(join(fresh, 'signing-key.json'))).mode & 0o777).toBe(0o600);
  });

  it('never hands out its private part', () => {
    expect(key.publicKey).not.toHaveProperty('d');
  });
});

describe('tokens', () => {
  it('are shaped like Clerk session tokens', async () => {
    const claims = decodeJwt(await mintToken({ user: 'user_ada', organization: 'org_demo', role: 'admin' }, key));
    expect(claims).toMatchObject({
      sub: 'user_ada',
      role: 'authenticated',
      v: 2,
      o: { id: 'org_demo', rol: 'admin', slg: 'demo' },
    });
  });

  it('are accepted with all their claims', async () => {
    const verified = await createVerifier(key)(await mintToken({ user: 'n8n', worker: true }, key));
    expect(verified).toMatchObject({ kind: 'valid', claims: { role: 'generation_worker', sub: 'n8n' } });
  });

  it('are refused when expired, changed, signed by another key, or naming a role of their own', async () => {
    const verify = createVerifier(key);
    expect(await verify(await mintToken({ user: 'a', expiresSeconds: -5 }, key))).toMatchObject({ kind: 'expired' });

    const token = await mintToken({ user: 'user_ben', organization: 'org_demo' }, key);
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'user_ada' })).toString('base64url');
    expect(await verify(`${head}.${forged}.${signature}`)).toEqual({ kind: 'invalid' });

    const stranger = await loadSigningKey(join(directory, 'stranger'));
    expect(await verify(await mintToken({ user: 'user_ada' }, stranger))).toEqual({ kind: 'invalid' });

    const superuser = await new SignJWT({ role: 'postgres', sub: 'x' })
      .setProtectedHeader({ alg: ALGORITHM, ...(key.publicKey.kid === undefined ? {} : { kid: key.publicKey.kid }) })
      .setIssuer(ISSUER)
      .setExpirationTime('1h')
      .sign(key.privateKey);
    expect(await verify(superuser)).toEqual({ kind: 'invalid' });
  });
});
