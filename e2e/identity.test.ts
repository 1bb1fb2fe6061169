import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCloud, testCloud } from '../electron/engine/testing/test-cloud.ts';
import { machineChecks } from '../electron/host/cloud-check/machine-checks.ts';
import { writeConnection } from '../electron/host/connection-file.ts';
import type { FakeAccount } from '../renderer/identity/fake-clerk.ts';
import { buildStale } from '../scripts/build/build.ts';
import { type BrowserApp, openBrowserApp } from '../scripts/start/browser-app.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk, openChromium } from './support/chromium.ts';
import { setOffline } from './support/desk-page.ts';
import { FAKE_CLERK_KEY, type FakeClerkServer, serveFakeClerk } from './support/fake-clerk-page.ts';
import { holdEngine } from './support/held-engine.ts';

const ADA: FakeAccount = {
  organization: 'org_test',
  user: {
    id: 'user_ada',
    fullName: 'Ada Thornton',
    primaryEmailAddress: { emailAddress: 'ada@example.org' },
    organizationMemberships: [
      { role: 'org:admin', organization: { id: 'org_test', name: 'Meridian Research' } },
      { role: 'org:member', organization: { id: 'org_tides', name: 'Tides' } },
    ],
  },
};
const root = join(import.meta.dirname, '..');
/** Where the pictures go, to be looked at; none by default. */
const pictures = process.env.IDENTITY_PICTURES;

describe.skipIf(!canWalk)('a desk with a sign-in', () => {
  let cloud: TestCloud | null;
  let browser: Browser;
  let folder: string;
  let app: BrowserApp;
  let context: BrowserContext;
  let page: Page;
  let clerk: FakeClerkServer;

  const start = async () => {
    app = await openBrowserApp({
      root,
      port: 0,
      dataDir: folder,
      environment: {},
      checks: machineChecks,
      openDemo: () => Promise.reject(new Error('the demo was not asked for')),
    });
  };
  const picture = async (name: string) => {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [width, height] of [
        [1280, 800],
        [1920, 1080],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`), animations: 'disabled' });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const database = () => {
    if (cloud === null) throw new Error('the cloud is gone');
    return cloud.sql;
  };
  const refusedByPolicy: string[] = [];
  const nonces = () =>
    page.evaluate(() => ({
      page: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce,
      clerk: 'clerkScriptNonce' in window ? window.clerkScriptNonce : null,
    }));
  const badge = (state: string) => page.locator(`[data-testid=sync-badge][data-state=${state}]`).waitFor();
  const openSignOut = async (on: Page) => {
    await on.keyboard.press('Control+k');
    await on.getByRole('combobox', { name: 'Search or do' }).fill('sign out');
    await on.getByRole('option', { name: 'Sign out' }).first().click();
    return on.getByRole('dialog', { name: 'Sign out' });
  };
  const newProject = async (title: string) => {
    await page.keyboard.press('Control+Shift+N');
    await page.getByRole('textbox', { name: 'The question' }).fill(title);
    await page.getByRole('button', { name: 'Make the project' }).click();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: title }).waitFor();
  };

  beforeAll(async () => {
    await buildStale(root, { for: 'browser', onRun: () => undefined });
    cloud = await testCloud();
    folder = await mkdtemp(join(tmpdir(), 'identity-'));
    await writeConnection(folder, {
      workspace: 'cloud',
      cloud: { url: cloud.url, publishableKey: cloud.publishableKey, clerkPublishableKey: FAKE_CLERK_KEY },
    });
    await start();
    browser = await openChromium();
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    clerk = await serveFakeClerk(context, ADA);
    page = await context.newPage();
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refusedByPolicy.push(message.text());
    });
    if (process.env.IDENTITY_TRACE !== undefined) page.on('console', (message) => console.log(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await cloud?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test('the first sign-in opens a desk, and makes the membership', async () => {
    await page.goto(app.url);
    await page.getByRole('heading', { name: 'Sign in to your desk' }).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await picture('sign-in');
    expect(await accessibilityFindings(page)).toEqual([]);
    // What is refused is said here too, where there is no desk yet.
    await page.getByRole('button', { name: 'Look at the demo instead' }).click();
    await page.getByText('The demo was not opened').waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await badge('up-to-date');
    await page.getByText('Meridian Research').first().waitFor();
    expect(refusedByPolicy).toEqual([]);
    const { page: ofPage, clerk: ofClerk } = await nonces();
    expect(ofPage).toMatch(/^[A-Za-z0-9+/]{22,}=*$/);
    expect(ofClerk).toBe(ofPage);
    const members = await database()`select user_id, organization_id, role::text from organization_members`;
    expect(members).toEqual([expect.objectContaining({ user_id: 'user_ada', organization_id: 'org_test' })]);
    await newProject('Fjords');
    await badge('up-to-date');
  });

  test('another organisation is another desk, which the sign-in opens', async () => {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Tides' }).waitFor();
    await picture('account');
    await page.getByRole('button', { name: 'Tides' }).click();
    const desk = page.getByRole('navigation', { name: 'Desk' });
    await desk.getByText('Tides').waitFor();
    await badge('up-to-date');
    expect(await desk.getByRole('link', { name: 'Fjords' }).count()).toBe(0);
    await desk.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Meridian Research' }).click();
    await desk.getByRole('link', { name: 'Fjords' }).waitFor();
    await badge('up-to-date');
  });

  test.each(['while the desk is being opened', 'once the desk is open'])(
    'an organisation chosen before the sign-in has answered, which it does %s, is the one that stays',
    async (when) => {
      const desk = page.getByRole('navigation', { name: 'Desk' });
      for (const [name, other] of [
        ['Tides', 'Meridian Research'],
        ['Meridian Research', 'Tides'],
      ] as const) {
        const answer = clerk.hold();
        await page.reload();
        await desk.getByRole('link', { name: 'Settings' }).click();
        await page.getByText(other).first().waitFor();
        await page.getByRole('button', { name }).click();
        if (when === 'once the desk is open') await desk.getByText(name).waitFor();
        answer();
        await desk.getByText(name).waitFor();
        await badge('up-to-date');
        await expect.poll(() => desk.getByRole('link', { name: 'Fjords' }).count()).toBe(name === 'Tides' ? 0 : 1);
      }
    },
  );

  test('what nobody has counted yet is not called nothing: nothing is removed before the desk is open', async () => {
    const early = await context.newPage();
    const engine = await holdEngine(early);
    engine.hold('sync.unsent');
    await early.goto(app.url);
    await early.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Fjords' }).waitFor();
    const dialog = await openSignOut(early);
    await dialog.getByText('The desk is still opening.').waitFor();
    expect(await dialog.getByRole('radio', { name: /^Remove it/ }).isDisabled()).toBe(true);
    engine.release();
    await dialog.getByText('Everything of Meridian Research is in the cloud.').waitFor();
    expect(await dialog.getByRole('radio', { name: /^Remove it/ }).isEnabled()).toBe(true);
    await early.close();
  });

  test('my side of an open conflict is nowhere else: leaving says so and asks for the word, and a copy holds it', async () => {
    const desk = page.getByRole('navigation', { name: 'Desk' });
    await newProject('Tidal power');
    await badge('up-to-date');
    await setOffline(page, true);
    await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Settings' }).click();
    const question = page.getByRole('textbox', { name: 'The question' });
    await question.fill('Tidal power, as I have it');
    await question.press('Enter');
    await desk.getByRole('link', { name: 'Tidal power, as I have it' }).waitFor();
    await database()`update projects set title = 'Tidal power, as it is there' where title = 'Tidal power'`;
    await setOffline(page, false);
    await desk.getByRole('link', { name: /Conflicts/ }).waitFor();
    await badge('up-to-date');
    const dialog = await openSignOut(page);
    await dialog.getByText('1 conflict is open: your version of it is on this machine only.').waitFor();
    expect(await dialog.getByText(/^Everything of/).count()).toBe(0);
    await picture('sign-out-conflict');
    expect(await accessibilityFindings(page)).toEqual([]);
    await dialog.getByRole('radio', { name: /^Remove it, and discard your version of 1 conflict/ }).check();
    expect(await dialog.getByRole('button', { name: 'Sign out' }).isDisabled()).toBe(true);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save a copy' }).click();
    const copy = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    expect(copy).toMatchObject({ edits: [], conflicts: [{ column_name: 'title', mine: 'Tidal power, as I have it' }] });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await desk.getByRole('link', { name: /Conflicts/ }).click();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Nothing to decide').waitFor();
    await badge('up-to-date');
  });

  test('access that has ended locks the desk, unsent work can be taken away, and it opens again by itself', async () => {
    await page.getByTestId('sync-badge').click();
    await page.getByRole('switch', { name: 'Work offline' }).click();
    await page.keyboard.press('Escape');
    await newProject('Not sent');
    await database()`update organization_members set deleted_at = now() where organization_id = 'org_test'`;
    await page.getByTestId('sync-badge').click();
    await page.getByRole('switch', { name: 'Work offline' }).click();
    await page.getByRole('heading', { name: 'Meridian Research is locked' }).waitFor();
    await page.getByText('1 edit of yours not sent.').waitFor();
    expect(await page.getByText('Fjords').count()).toBe(0);
    await picture('locked');
    expect(await accessibilityFindings(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a copy of my edits' }).click();
    expect((await download).suggestedFilename()).toMatch(/^showrunner-unsent/);
    await database()`update organization_members set deleted_at = null where organization_id = 'org_test'`;
    const project = page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Fjords' });
    // It asks by itself too: when that comes first, the button goes from under the hand.
    await Promise.race([page.getByRole('button', { name: 'Ask again' }).click(), project.waitFor()]);
    await project.waitFor();
    await badge('up-to-date');
  });

  test('a desk that is removed from the machine is gone from the page too, and comes back from the cloud', async () => {
    await page.keyboard.press('Control+Shift+N');
    await page.getByRole('textbox', { name: 'The question' }).fill('Half a thought');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+j');
    await page.getByRole('textbox', { name: 'Quick note' }).fill('For the next one');
    await page.keyboard.press('Control+Enter');
    const told = page.getByText(/^Noted for /);
    await told.waitFor();
    await badge('up-to-date');
    // The message stays for as long as a hand is on it.
    await told.hover();
    // The sign-in service does not answer, and what is on this machine is gone all the same.
    await page.evaluate(`{
      const { signOut } = window.Clerk;
      window.Clerk.signOut = () => new Promise((done) => { window.answerSignOut = () => done(signOut.call(window.Clerk)); });
    }`);
    const dialog = await openSignOut(page);
    // By keys: the hand stays where it is.
    await dialog.getByRole('radio', { name: /^Remove it.*half typed in a form goes too/ }).press('Space');
    await picture('sign-out-removed');
    await dialog.getByRole('button', { name: 'Sign out' }).press('Enter');
    await page.getByText('You have signed out here. The sign-in service has yet to hear of it.').waitFor();
    expect(await told.count()).toBe(0);
    const kept = (prefix: string) =>
      page.evaluate((begin) => {
        const own = Object.entries(localStorage).filter(([key]) => key.startsWith(begin));
        return JSON.stringify(own);
      }, prefix);
    await expect.poll(() => kept('showrunner.')).not.toMatch(/Fjords|Half a thought|Meridian|Ada/);
    await page.evaluate('window.answerSignOut()');
    const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
    await signIn.waitFor();
    await expect.poll(() => kept('')).not.toMatch(/Fjords|Half a thought|Meridian|Ada/);
    await signIn.click();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Fjords' }).waitFor();
    await badge('up-to-date');
  });

  test('a cold start without any network opens the desk at once; nothing asks to sign in', async () => {
    await page.close();
    await app.close();
    await cloud?.[Symbol.asyncDispose]();
    cloud = null;
    clerk.cut();
    await start();
    page = await context.newPage();
    await page.goto(app.url);
    const desk = page.getByRole('navigation', { name: 'Desk' });
    await desk.getByRole('link', { name: 'Fjords' }).waitFor();
    await newProject('Made on a train');
    await page.locator('[data-testid=sync-badge][data-state=unreachable]').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in', exact: true }).count()).toBe(0);
    await picture('cold-start-offline');
  });

  test('signing out looks at what is not sent, deletes it only after a typed word, and says so without a network too', async () => {
    const dialog = await openSignOut(page);
    await dialog.getByText('1 edit not sent yet.').waitFor();
    await picture('sign-out');
    expect(await accessibilityFindings(page)).toEqual([]);
    await dialog.getByRole('radio', { name: /^Remove it/ }).check();
    expect(await dialog.getByRole('button', { name: 'Sign out' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('discard');
    await picture('sign-out-discard');
    expect(await dialog.getByRole('button', { name: 'Sign out' }).isEnabled()).toBe(true);
    await dialog.getByRole('radio', { name: /^Keep it/ }).check();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to your desk' }).waitFor();
    await page.getByText('cannot be reached').waitFor();
  });
});
