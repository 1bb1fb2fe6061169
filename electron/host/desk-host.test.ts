import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { CLOUD, DEMO, PROJECT, scene } from '../testing/desk-host-scene.ts';
import type { OpenWorkspace } from './workspace.ts';

const ENVIRONMENT = {
  SUPABASE_URL: CLOUD.url,
  SUPABASE_PUBLISHABLE_KEY: CLOUD.publishableKey,
  CLERK_PUBLISHABLE_KEY: CLOUD.clerkPublishableKey,
};
describe('which workspace opens', () => {
  test('the demo first; a connected cloud from then on, with nobody in it', async () => {
    const { host, events, call, dataDir } = await scene();
    expect(host.state).toMatchObject({ workspace: 'demo', identity: { user: { id: 'user_ada' } }, tokens: 'engine' });
    expect(await call('cloud.connect', CLOUD)).toMatchObject({
      ok: true,
      result: { workspace: 'cloud', identity: null },
    });
    expect(events).toEqual(['close', 'open /demo', 'close', 'demo ends']);
    const later = await scene({ dataDir });
    expect(later.host.state).toMatchObject({
      workspace: 'cloud',
      cloud: { ...CLOUD, from: 'settings' },
      tokens: 'page',
    });
    expect(await later.call('workspace.choose', { workspace: 'demo' })).toMatchObject({
      result: { workspace: 'demo' },
    });
    expect((await scene({ dataDir })).host.state).toMatchObject({ workspace: 'demo', cloud: CLOUD });
  });

  test('a demo that does not start is not chosen: the desk of the cloud opens again, now and at the next start', async () => {
    const { dataDir, call: connect, enter: enterFirst } = await scene();
    await connect('cloud.connect', CLOUD);
    await enterFirst('user_1', 'org_1');
    const desk = `open ${PROJECT}/user_1-org_1`;
    const openDemo = () => Promise.reject(new StartRefusal('The demo cloud was not ready after 180 seconds.'));
    const { host, call, events } = await scene({ dataDir, openDemo });
    expect(await call('workspace.choose', { workspace: 'demo' })).toEqual({
      ok: false,
      error: { code: 'refused', message: 'The demo cloud was not ready after 180 seconds.' },
    });
    expect(host.state).toMatchObject({ workspace: 'cloud', identity: { user: { id: 'user_1' } } });
    expect(events).toEqual(['close', desk, 'close', 'close', desk]);
    expect((await scene({ dataDir, openDemo })).events).toEqual(['close', desk]);
  });

  test('a desk that was closed for something that did not happen opens again', async () => {
    const { host, events } = await scene();
    await host.close();
    expect(host.workspace).toBeNull();
    const heard: (string | undefined)[] = [];
    host.onState(({ identity }) => heard.push(identity?.user.id));
    await host.reopen();
    expect(host.workspace).toEqual(DEMO);
    expect(heard).toEqual(['user_ada']);
    expect(events.slice(2)).toEqual(['close', 'demo ends', 'close', 'open /demo']);
  });

  test('has settled once the changes that were asked for are made, those that fail too', async () => {
    const { dataDir, call } = await scene();
    await call('cloud.connect', CLOUD);
    const demo = Promise.withResolvers<OpenWorkspace>();
    const { host, call: ask } = await scene({ dataDir, openDemo: () => demo.promise });
    const order: string[] = [];
    await host.settled();
    const choosing = ask('workspace.choose', { workspace: 'demo' }).then(({ ok }) => order.push(`answered ${ok}`));
    const settled = host.settled().then(() => order.push('settled'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    demo.reject(new StartRefusal('The demo cloud was not ready after 180 seconds.'));
    await Promise.all([choosing, settled]);
    expect(order.toSorted()).toEqual(['answered false', 'settled']);
  });

  test('the environment wins over what was kept, and cannot be changed from the page', async () => {
    const { host, call } = await scene({ environment: ENVIRONMENT });
    expect(host.state).toMatchObject({ workspace: 'cloud', cloud: { from: 'environment' } });
    for (const [name, params] of [
      ['cloud.connect', CLOUD],
      ['workspace.choose', { workspace: 'demo' }],
    ] as const) {
      expect(await call(name, params)).toMatchObject({ ok: false, error: { code: 'refused' } });
    }
  });

  test.each([
    ['half of it', { SUPABASE_URL: CLOUD.url }],
    ['a secret key', { ...ENVIRONMENT, SUPABASE_PUBLISHABLE_KEY: 'sb_secret_x' }],
    ['no address', { ...ENVIRONMENT, SUPABASE_URL: 'ref.supabase.co' }],
    ['a token that is none', { ...ENVIRONMENT, SHOWRUNNER_TOKEN: 'not.a.token' }],
  ])('an environment with %s is refused in one sentence', async (_, environment) => {
    await expect(scene({ environment })).rejects.toBeInstanceOf(StartRefusal);
  });

  test('a token in the environment says who works, and the token itself is kept nowhere', async () => {
    const token = await mintToken({ user: 'user_1', organization: 'org_1', role: 'admin' });
    const { host, dataDir } = await scene({ environment: { ...ENVIRONMENT, SHOWRUNNER_TOKEN: token } });
    expect(host.workspace).toMatchObject({
      identity: { user: { id: 'user_1' }, role: 'ADMIN' },
      tokens: { from: 'environment' },
    });
    expect(host.state.tokens).toBe('engine');
    expect(await readFile(join(dataDir, 'identities.json'), 'utf8')).not.toContain(token);
  });

  test('a secret key is neither kept nor repeated', async () => {
    const { call, dataDir } = await scene();
    const answer = await call('cloud.connect', { ...CLOUD, publishableKey: 'sb_secret_abc' });
    expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('secret key') } });
    expect(JSON.stringify(answer)).not.toContain('sb_secret_abc');
    await expect(stat(join(dataDir, 'connection.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('whose desk opens', () => {
  test('of whoever signs in; the next start opens it without asking', async () => {
    const { host, enter, events, dataDir } = await scene({ environment: ENVIRONMENT });
    expect(host.state.identity).toBeNull();
    await enter('user_1', 'org_1', 'admin');
    expect(events.at(-1)).toBe(`open ${PROJECT}/user_1-org_1`);
    const later = await scene({ dataDir, environment: ENVIRONMENT });
    expect(later.events).toEqual(['close', `open ${PROJECT}/user_1-org_1`]);
    expect(later.host.state.identity).toEqual({
      user: { id: 'user_1', name: 'Name of user_1' },
      organization: { id: 'org_1', name: 'Name of org_1' },
      role: 'ADMIN',
    });
    // The sign-in arrives and confirms it: the open desk goes on. Then it corrects the role, and another person.
    await later.enter('user_1', 'org_1', 'admin');
    expect(later.events).toHaveLength(2);
    await later.enter('user_1', 'org_1', 'member');
    await later.enter('user_2', 'org_1');
    expect(later.events.slice(2)).toEqual([
      'close',
      `open ${PROJECT}/user_1-org_1`,
      'close',
      `open ${PROJECT}/user_2-org_1`,
    ]);
  });

  test('one store for each organisation, and another can be opened without a network once it was here', async () => {
    const { host, enter, call } = await scene({ environment: ENVIRONMENT });
    await enter('user_1', 'org_1');
    await enter('user_1', 'org_2');
    await enter('user_2', 'org_3');
    await enter('user_1', 'org_2');
    expect(host.state.desks.map(({ organization }) => organization.id).sort()).toEqual(['org_1', 'org_2']);
    expect(await call('identity.open-known', { organizationId: 'org_1' })).toMatchObject({ ok: true });
    expect(host.workspace?.identity.organization.id).toBe('org_1');
    expect(await call('identity.open-known', { organizationId: 'org_3' })).toMatchObject({ ok: false });
  });

  test('whoever leaves is forgotten on all their desks, and their data stays for the next sign-in', async () => {
    const { host, enter, call, dataDir } = await scene({ environment: ENVIRONMENT });
    await enter('user_1', 'org_2');
    await enter('user_1', 'org_1');
    const folder = host.workspace?.dataDir ?? '';
    await writeFile(join(folder, 'outbox'), 'unsent');
    expect(await call('identity.leave', { remove: false })).toMatchObject({
      ok: true,
      result: { identity: null, desks: [], signOutPending: 'user_1' },
    });
    expect(await readFile(join(folder, 'outbox'), 'utf8')).toBe('unsent');
    const later = await scene({ dataDir, environment: ENVIRONMENT });
    expect(later.host.workspace).toBeNull();
    expect(later.host.state.signOutPending).toBe('user_1');
    expect(await later.call('identity.signed-out', {})).toMatchObject({ result: { signOutPending: null } });
    await later.enter('user_1', 'org_1');
    expect(later.host.workspace?.dataDir).toBe(folder);
  });

  test('removing deletes that desk only, once its engine has closed', async () => {
    const { host, enter, call, events } = await scene({ environment: ENVIRONMENT });
    await enter('user_1', 'org_2');
    const other = host.workspace?.dataDir ?? '';
    await enter('user_1', 'org_1');
    const folder = host.workspace?.dataDir ?? '';
    await call('identity.leave', { remove: true });
    expect(events.at(-1)).toBe('close');
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await stat(other)).isDirectory()).toBe(true);
  });

  test('another project is another desk of the same people', async () => {
    const { host, call, enter } = await scene();
    await call('cloud.connect', CLOUD);
    await enter('user_1', 'org_1');
    const staging = host.workspace?.dataDir;
    await call('cloud.connect', { ...CLOUD, url: 'https://zzzz.supabase.co' });
    expect(host.state.identity).toBeNull();
    await enter('user_1', 'org_1');
    expect(host.workspace?.dataDir).not.toBe(staging);
  });
});

describe('a hostile page', () => {
  test.each([
    ['no.such.call', {}],
    ['toString', {}],
    ['cloud.connect', { ...CLOUD, more: true }],
    ['cloud.check', { ...CLOUD, url: 'x'.repeat(5_000) }],
    ['workspace.choose', { workspace: '../..' }],
    ['identity.enter', { token: '', userName: '', organizationName: '' }],
    ['identity.leave', { remove: 'yes' }],
    ['identity.open-known', {}],
  ])('is answered and changes nothing: %s', async (name, params) => {
    const { host, events, log } = await scene();
    const before = [...events];
    expect(await host.answer(name, params)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(events).toEqual(before);
    expect(log).toEqual([]);
  });

  test('ids that try to leave the folder of the desks stay in it', async () => {
    const { host, enter, dataDir } = await scene({ environment: ENVIRONMENT });
    await enter('../../../etc', '..');
    expect(host.workspace?.dataDir.startsWith(join(dataDir, 'desks'))).toBe(true);
    expect(host.workspace?.dataDir).not.toContain('..');
  });

  test('a token that names no organisation opens nothing, and is in no answer', async () => {
    const { call, host } = await scene({ environment: ENVIRONMENT });
    const token = await mintToken({ user: 'user_1' });
    const answer = await call('identity.enter', { token, userName: '', organizationName: '' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(JSON.stringify(answer)).not.toContain(token);
    expect(host.workspace).toBeNull();
  });
});
