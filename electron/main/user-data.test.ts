import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Workspace } from '../host/workspace.ts';
import { userDataFolder } from './user-data.ts';

const demo = (profile: 'ada' | 'ben'): Workspace => ({
  workspace: 'demo',
  dataDir: `/data/desks/demo/user_${profile}-org_demo`,
  cloud: { url: 'http://127.0.0.1:9', publishableKey: 'key' },
  identity: { user: { id: `user_${profile}`, name: '' }, organization: { id: 'org_demo', name: '' }, role: 'OWNER' },
  tokens: { from: 'demo', profile },
});

test('a demo and the cloud that was connected from it share the sign-in, the look and the window', () => {
  const started = { SHOWRUNNER_DATA: '/data' };
  expect(userDataFolder(started, demo('ada'))).toBe(join('/data/electron'));
  expect(userDataFolder(started, null)).toBe(join('/data/electron'));
});

test('two demos on one data folder are two instances; a cloud has one, whatever profile is asked for', () => {
  expect(userDataFolder({ SHOWRUNNER_DATA: '/data' }, demo('ben'))).toBe(join('/data/electron-ben'));
  const started = { SHOWRUNNER_DATA: '/data', SHOWRUNNER_PROFILE: 'ben' };
  expect(userDataFolder(started, demo('ben'))).toBe(join('/data/electron-ben'));
  // What is not given a demo opens the cloud, whose desks and sign-in are the data folder's.
  expect(userDataFolder(started, null)).toBe(join('/data/electron'));
});

test('an installed app leaves it to the system; a demo that is given alone has it beside its store', () => {
  expect(userDataFolder({}, null)).toBeNull();
  expect(userDataFolder({}, demo('ada'))).toBe(join('/data/desks/demo/user_ada-org_demo/electron'));
});
