/**
 * `npm run screenshots`: every screen in both themes and two sizes into dist/screenshots, to be looked at; those that the README
 * shows also into docs/screenshots. The desk is the real one, on a demo cloud of its own. With `-- --axe` each screen is also
 * checked for accessibility in both themes, and at 200 % for a page that is too wide.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { FakeAccount } from '../renderer/identity/fake-clerk.ts';
import { makeTrouble, makeWork, throwAway } from './screenshots/prepare.ts';
import { offline, placesOf, type Screen, screens, troubled, workOffline } from './screenshots/screens.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { openChromium } from './support/chromium.ts';
import { readDemoCloud } from './support/demo-cloud.ts';
import { openDemoDatabase } from './support/demo-database.ts';
import { startDemoWorker } from './support/demo-worker.ts';
import { setOffline } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';
import { FAKE_CLERK_KEY, serveFakeClerk } from './support/fake-clerk-page.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
const IN_README = [
  'episode-light-1280x800',
  'project-dark-1280x800',
  'board-light-1280x800',
  'conflicts-light-1280x800',
  'generation-light-1280x800',
  'usage-light-1280x800',
];
/** A generation takes its two to three minutes: it is still being made in the last picture. */
const WORKER_SPEED = 0.3;

/** Whoever would sign in; nobody does. */
const NOBODY_YET: FakeAccount = {
  organization: null,
  user: {
    id: 'user_ada',
    fullName: 'Ada Thornton',
    primaryEmailAddress: { emailAddress: 'ada@example.org' },
    organizationMemberships: [],
  },
};

const isChecked = process.argv.includes('--axe');
/** Once is enough: the check itself goes through both themes. */
const CHECKED_LOOK = 'light-1280x800';
const findings: string[] = [];

/** Everything is on this machine: a screen that is not there by then is not there. */
const SCREEN_MS = 15_000;

const repository = join(import.meta.dirname, '..');
const all = join(repository, 'dist/screenshots');
const shown = join(repository, 'docs/screenshots');

await using closing = new AsyncDisposableStack();
await mkdir(all, { recursive: true });
await mkdir(shown, { recursive: true });
const temporary = await mkdtemp(join(tmpdir(), 'screenshots-'));
closing.defer(() => rm(temporary, { recursive: true, force: true }));
const folders = { data: join(temporary, 'data'), temporary };
const desk = await startDesk({ ...folders, worker: 'off' });
closing.defer(async () => void (await desk.stop()));
const browser = await openChromium();
closing.defer(() => browser.close());

/** The same in each theme and size. */
async function inEach(
  url: string,
  take: (page: Page) => Promise<Screen[]>,
  prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const viewport of SIZES) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
      await prepare(context);
      const page = await context.newPage();
      page.setDefaultTimeout(SCREEN_MS);
      await page.goto(url);
      const look = `${colorScheme}-${viewport.width}x${viewport.height}`;
      for (const screen of await take(page)) await picture(page, screen, look);
      await context.close();
    }
  }
}

async function picture(page: Page, { name, open }: Screen, look: string): Promise<void> {
  try {
    await open(page);
  } catch (error) {
    // The others are worth having all the same.
    findings.push(`${name} (${look}) could not be opened: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const file = `${name}-${look}.png`;
  await page.screenshot({ path: join(all, file), animations: 'disabled' });
  if (IN_README.includes(`${name}-${look}`)) await copyFile(join(all, file), join(shown, file));
  if (isChecked && look === CHECKED_LOOK) findings.push(...(await check(page)).map((finding) => `${name}: ${finding}`));
}

/** Leaves the page as it was. */
async function check(page: Page): Promise<string[]> {
  const found = await accessibilityFindings(page);
  await page.setViewportSize({ width: 640, height: 400 });
  const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  if (Number(wide) > 0) found.push(`${wide} px too wide at 200 %`);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return found;
}

const upToDate = (page: Page) => page.locator('[data-testid=sync-badge][data-state=up-to-date]').waitFor();

const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
await page.goto(desk.url);
await upToDate(page);
// The first steps are for somebody new; one picture of them is enough.
await page.screenshot({ path: join(all, 'first-steps.png') });
await page.getByRole('button', { name: 'Close the first steps' }).click();
const worker = await startDemoWorker(folders, { speed: WORKER_SPEED, failureRate: 0 });
closing.defer(() => worker.close());
await makeWork(page);
await throwAway(page);
await inEach(desk.url, async (at) => {
  await upToDate(at);
  return [...screens, ...(await placesOf(at))];
});

await workOffline(page);
await inEach(desk.url, async () => offline);
await setOffline(page, false);

const cloud = await openDemoDatabase(folders.data);
closing.defer(() => cloud.end());
await makeTrouble(page, cloud);
await inEach(desk.url, async () => troubled);

const { url, publishableKey } = await readDemoCloud(folders.data);
const connected = await startDesk({
  data: join(temporary, 'connected'),
  temporary,
  environment: {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    CLERK_PUBLISHABLE_KEY: FAKE_CLERK_KEY,
  },
});
closing.defer(async () => void (await connected.stop()));
const signIn: Screen = {
  name: 'sign-in',
  open: (at) => at.getByRole('button', { name: 'Sign in', exact: true }).waitFor(),
};
await inEach(
  connected.url,
  async () => [signIn],
  (context) => serveFakeClerk(context, NOBODY_YET),
);
if (findings.length > 0) {
  console.error(findings.join('\n'));
  process.exitCode = 1;
}
console.log(`Screenshots are in ${all}; those of the README in ${shown}.`);
