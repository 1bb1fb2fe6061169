import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDemoWorkspace } from '../electron/demo/open-demo-workspace.ts';
import { type TestCloud, testCloud } from '../electron/engine/testing/test-cloud.ts';
import { machineChecks } from '../electron/host/cloud-check/machine-checks.ts';
import type { FakeAccount } from '../renderer/identity/fake-clerk.ts';
import { buildStale } from '../scripts/build/build.ts';
import { openBrowserApp } from '../scripts/start/browser-app.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk, openChromium } from './support/chromium.ts';
import { removeDeskFolders } from './support/desk-folders.ts';
import { FAKE_CLERK_HOST, FAKE_CLERK_KEY, serveFakeClerk } from './support/fake-clerk-page.ts';

const ADA: FakeAccount = {
  organization: 'org_test',
  user: {
    id: 'user_ada',
    fullName: 'Ada Thornton',
    primaryEmailAddress: { emailAddress: 'ada@example.org' },
    organizationMemberships: [{ role: 'org:admin', organization: { id: 'org_test', name: 'Meridian Research' } }],
  },
};
const root = join(import.meta.dirname, '..');

/** From the demo to a cloud of one's own, past every mistake a person makes with three texts: one story. */
describe.skipIf(!canWalk)('connecting a cloud', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let cloud: TestCloud;
  let page: Page;
  /** Until then the cloud does not answer what is checked. */
  let held = Promise.resolve();

  beforeAll(async () => {
    await buildStale(root, { for: 'browser', onRun: () => undefined });
    const folder = await mkdtemp(join(tmpdir(), 'connect-'));
    closing.defer(() => removeDeskFolders(folder));
    cloud = closing.use(await testCloud());
    const app = await openBrowserApp({
      root,
      port: 0,
      dataDir: folder,
      environment: {},
      openDemo: () => openDemoWorkspace({ dataDir: folder, profile: 'ada' }),
      checks: {
        ...machineChecks,
        // Clerk's servers alone are not the real ones.
        fetch: async (input, init) =>
          String(input) === `https://${FAKE_CLERK_HOST}/v1/environment`
            ? Response.json({ auth_config: {}, display_config: {} })
            : held.then(() => fetch(input, init)),
      },
    });
    closing.defer(() => app.close());
    const browser = await openChromium();
    closing.defer(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    await serveFakeClerk(context, ADA);
    page = await context.newPage();
    await page.goto(app.url);
  });
  afterAll(() => closing.disposeAsync());

  const found = (name: string) =>
    page.getByRole('list', { name: 'What was checked' }).getByRole('listitem').filter({ hasText: name });

  async function check(given: { [label: string]: string }): Promise<void> {
    for (const [label, text] of Object.entries(given)) await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: /^Check/ }).click();
    await page.getByText(/^This cloud can/).waitFor();
  }

  test('is one step from the demo', async () => {
    await page.getByRole('link', { name: 'Connect your cloud' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connect your cloud' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test.each([
    ['no address', { 'Supabase address': 'meridian' }, 'Settings', /looks like https:\/\/<ref>\.supabase\.co/],
    ['a dead address', { 'Supabase address': 'http://127.0.0.1:9' }, 'Reachable', /Check the address and the network/],
    ['a secret key', { 'Supabase publishable key': 'sb_secret_abc' }, 'Settings', /should be replaced in Supabase/],
    [
      'a key of no project',
      { 'Supabase publishable key': 'sb_publishable_wrong' },
      'Key',
      /publishable key of this same project/,
    ],
    [
      'another Clerk',
      { 'Clerk publishable key': `pk_live_${btoa('clerk.nowhere.invalid$')}` },
      'Sign-in',
      /Copy the publishable key once more/,
    ],
  ])('%s: said at its own check, with what to do, and nothing is kept', async (_, wrong, at, advice) => {
    await check({
      'Supabase address': cloud.url,
      'Supabase publishable key': cloud.publishableKey,
      'Clerk publishable key': FAKE_CLERK_KEY,
      ...wrong,
    });
    await page.getByText('This cloud cannot be used yet. Nothing was changed').waitFor();
    await found(at).getByText(advice).waitFor();
    expect(await page.getByRole('button', { name: 'Connect', exact: true }).count()).toBe(0);
  });

  test('what is found is found of what stands in the fields: nobody changes them meanwhile', async () => {
    const answer = Promise.withResolvers<void>();
    held = answer.promise;
    const address = page.getByLabel('Supabase address');
    const asking = page.getByText('Asking the cloud.');
    await page.getByRole('button', { name: /^Check/ }).click();
    await asking.waitFor();
    expect(await address.isEditable()).toBe(false);
    await address.press('End');
    await page.keyboard.type('/elsewhere');
    answer.resolve();
    await asking.waitFor({ state: 'hidden' });
    await page.getByText(/^This cloud can/).waitFor();
    expect(await address.inputValue()).toBe(cloud.url);
    expect(await address.isEditable()).toBe(true);
  });

  test('a list of failures is clean for axe', async () => {
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the right three pass every check', async () => {
    await check({
      'Supabase address': cloud.url,
      'Supabase publishable key': cloud.publishableKey,
      'Clerk publishable key': FAKE_CLERK_KEY,
    });
    await page.getByText('This cloud can be used.').waitFor();
    const checks = page.getByRole('list', { name: 'What was checked' }).getByRole('listitem');
    expect(await checks.count()).toBe(9);
    for (const one of await checks.all()) expect(await one.textContent()).toContain(', passed');
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('connecting leaves the demo, asks to sign in, and opens a desk that syncs with that cloud', async () => {
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in to your desk' }).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('[data-testid=sync-badge][data-state=up-to-date]').waitFor();
    const members = await cloud.sql`select user_id from organization_members where organization_id = 'org_test'`;
    expect(members).toEqual([{ user_id: 'user_ada' }]);
  });

  test('the demo can be looked at again, and left again', async () => {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Check or change the connection' }).click();
    await page.getByRole('button', { name: 'Open the demo' }).click();
    await page.getByText('Demo workspace.').waitFor();
    await page.getByRole('link', { name: 'Connect your cloud' }).click();
    await page.getByRole('button', { name: 'Go back to your cloud' }).click();
    await page.getByText('Demo workspace.').waitFor({ state: 'hidden' });
    await page.getByRole('navigation', { name: 'Desk' }).getByText('Meridian Research').waitFor();
  });
});
