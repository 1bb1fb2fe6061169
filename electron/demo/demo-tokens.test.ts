import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { loadSigningKey } from '../../cloud/identity/key-pair.ts';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { demoTokens } from './demo-tokens.ts';

async function tokensAt(start: number) {
  const key = await loadSigningKey(await mkdtemp(join(tmpdir(), 'identity-')));
  const clock = { now: start };
  let minted = 0;
  const tokens = demoTokens('ben', {
    now: () => clock.now,
    mint: (request) => {
      minted += 1;
      return mintToken(request, key);
    },
  });
  return { clock, tokens, minted: () => minted };
}

test('a token of the profile, as Clerk shapes it', async () => {
  const { tokens } = await tokensAt(Date.now());
  const claims = decodeJwt(await tokens.getToken());
  expect(claims).toMatchObject({ sub: 'user_ben', role: 'authenticated', o: { id: 'org_demo', rol: 'member' } });
});

test('one token serves until 35 seconds before its end', async () => {
  const { clock, tokens, minted } = await tokensAt(Date.now());
  const [first, same] = await Promise.all([tokens.getToken(), tokens.getToken()]);
  expect(same).toBe(first);
  clock.now += (300 - 35) * 1000;
  expect(await tokens.getToken()).toBe(first);
  clock.now += 1;
  await tokens.getToken();
  expect(minted()).toBe(2);
});

test('a key that could not be read is tried again', async () => {
  let failures = 1;
  const tokens = demoTokens('ada', {
    now: Date.now,
    mint: async () => {
      if (failures-- > 0) throw new Error('EACCES');
      return 'token';
    },
  });
  await expect(tokens.getToken()).rejects.toThrow('EACCES');
  expect(await tokens.getToken()).toBe('token');
});
