import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { isCloudConfigured, openCloudWorkspace } from './cloud-workspace.ts';
import { Workspace } from './workspace.ts';

const environment = {
  SUPABASE_URL: 'https://ref.supabase.co/',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  CLERK_PUBLISHABLE_KEY: 'pk_test_x',
};
const folder = () => mkdtemp(join(tmpdir(), 'data-'));

test('none of the three variables is the demo, all are the real thing, some are a mistake', () => {
  expect(isCloudConfigured({})).toBe(false);
  expect(isCloudConfigured({ SUPABASE_URL: '' })).toBe(false);
  expect(isCloudConfigured(environment)).toBe(true);
  expect(() => isCloudConfigured({ SUPABASE_URL: 'https://x' })).toThrow(/SUPABASE_PUBLISHABLE_KEY and CLERK/);
});

test('a token says who works, and is remembered without itself being kept', async () => {
  const dataDir = await folder();
  const token = await mintToken({ user: 'user_1', organization: 'org_1', role: 'admin' });
  const { description } = await openCloudWorkspace({
    dataDir,
    environment: { ...environment, SHOWRUNNER_TOKEN: token },
  });
  expect(Workspace.parse(description)).toMatchObject({
    dataDir: join(dataDir, 'desks/cloud/user_1-org_1'),
    cloud: { url: 'https://ref.supabase.co' },
    identity: { user: { id: 'user_1' }, role: 'ADMIN' },
    tokens: { from: 'environment' },
  });
  expect(JSON.stringify(description)).not.toContain(token);

  const later = await openCloudWorkspace({ dataDir, environment });
  expect(later.description).toEqual({ ...description, tokens: { from: 'page' } });
});

test.each([
  ['nobody has signed in', {}],
  ['the token is none', { SHOWRUNNER_TOKEN: 'not.a.token' }],
  ['the address is none', { SHOWRUNNER_TOKEN: 'use', SUPABASE_URL: 'ref.supabase.co' }],
])('refuses in one sentence when %s', async (_, change: NodeJS.ProcessEnv) => {
  const token =
    change.SHOWRUNNER_TOKEN === 'use' ? await mintToken({ user: 'u', organization: 'o' }) : change.SHOWRUNNER_TOKEN;
  const opened = openCloudWorkspace({
    dataDir: await folder(),
    environment: { ...environment, ...change, ...(token === undefined ? {} : { SHOWRUNNER_TOKEN: token }) },
  });
  await expect(opened).rejects.toBeInstanceOf(StartRefusal);
});
