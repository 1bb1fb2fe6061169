import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDirectory } from '../engine/store/testing/test-store.ts';
import { DEMO_ONLY, readConnection, writeConnection } from './connection-file.ts';

const cloud = {
  url: 'https://abcdefgh.supabase.co',
  publishableKey: 'sb_publishable_abc',
  clerkPublishableKey: `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`,
};

test('what is kept is read again, and nothing else is left behind', async () => {
  await using folder = await testDirectory();
  expect(await readConnection(folder.path)).toEqual(DEMO_ONLY);
  for (const workspace of ['cloud', 'demo'] as const) {
    await writeConnection(folder.path, { workspace, cloud });
    expect(await readConnection(folder.path)).toEqual({ workspace, cloud });
  }
  expect(await readdir(folder.path)).toEqual(['connection.json']);
});

test.each([
  ['an address without encryption', { url: 'http://abcdefgh.supabase.co' }],
  ['an address that is none', { url: 'supabase' }],
  ['an address with a name and a password', { url: 'https://ada:secret@abcdefgh.supabase.co' }],
  ['a secret key of Supabase', { publishableKey: 'sb_secret_abc' }],
  [
    'a Clerk key that would widen the page’s policy',
    { clerkPublishableKey: `pk_test_${btoa('x.dev; script-src *$')}` },
  ],
])('%s is not used, whoever wrote it into the file', async (_, change) => {
  await using folder = await testDirectory();
  await writeFile(
    join(folder.path, 'connection.json'),
    JSON.stringify({ workspace: 'cloud', cloud: { ...cloud, ...change } }),
  );
  expect(await readConnection(folder.path)).toEqual(DEMO_ONLY);
});
