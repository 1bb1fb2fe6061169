/**
 * `npm run screenshots`: every screen in both themes and two sizes into dist/screenshots, to be looked at; those that the README
 * shows also into docs/screenshots. The desk is the real one, on a demo cloud of its own.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type postgres from 'postgres';
import { openChromium } from './support/chromium.ts';
import { openDemoDatabase } from './support/demo-database.ts';
import { setOffline } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';
import { askAbout, highlightSome } from './support/reader-scenes.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
const IN_README = ['episode-light-1280x800', 'project-dark-1280x800'];

const repository = join(import.meta.dirname, '..');
const all = join(repository, 'dist/screenshots');
const shown = join(repository, 'docs/screenshots');

interface Screen {
  name: string;
  open: (page: Page) => Promise<unknown>;
}

/** Each screen from the one before it, as a person would get there. */
const screens: Screen[] = [
  { name: 'projects', open: (page) => page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor() },
  {
    name: 'project',
    async open(page) {
      await page
        .getByRole('navigation', { name: 'Desk' })
        .getByRole('link', { name: 'The future of UK fintech' })
        .click();
      await page.getByRole('main').getByRole('link', { name: 'Lending to a van' }).waitFor();
    },
  },
  {
    name: 'episode',
    async open(page) {
      await page.getByRole('main').getByRole('link', { name: 'Lending to a van' }).click();
      await page.getByRole('textbox', { name: 'Text of the episode' }).waitFor();
    },
  },
  {
    name: 'history',
    async open(page) {
      await page.getByRole('region', { name: 'Text of the episode' }).hover();
      await page.getByRole('button', { name: 'Actions for text of the episode' }).click();
      await page.getByRole('menuitem', { name: 'History…' }).click();
      await page.getByRole('list', { name: 'Versions, newest first' }).waitFor();
    },
  },
  {
    name: 'reading',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+e');
      await page.getByRole('article', { name: 'Reading view' }).waitFor();
      await highlightSome(page);
    },
  },
  {
    name: 'palette',
    async open(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or do' }).fill('capital');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'sync',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.getByTestId('sync-badge').click();
      await page.getByRole('dialog', { name: 'Sync' }).waitFor();
    },
  },
  {
    name: 'shortcuts',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  {
    name: 'settings',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    },
  },
  {
    name: 'chat',
    async open(page) {
      await page.keyboard.press('Escape');
      await page
        .getByRole('navigation', { name: 'Desk' })
        .getByRole('link', { name: 'The future of UK fintech' })
        .click();
      const episode = page.getByRole('main').getByRole('link', { name: 'Lending to a van' });
      await askAbout(page, (await episode.getAttribute('href')) ?? '/');
    },
  },
  { name: 'log', open: (page) => openPath(page, '/log') },
  {
    name: 'board',
    async open(page) {
      await page.keyboard.press('Escape');
      await page
        .getByRole('navigation', { name: 'Desk' })
        .getByRole('link', { name: 'The future of UK fintech' })
        .click();
      await page.getByRole('link', { name: 'Board', exact: true }).click();
      await page.getByRole('region', { name: /^Pending/ }).waitFor();
    },
  },
  {
    name: 'project-settings',
    async open(page) {
      await page
        .getByRole('navigation', { name: 'Project', exact: true })
        .getByRole('link', { name: 'Settings' })
        .click();
      await page.getByRole('heading', { name: 'Memories' }).waitFor();
    },
  },
];

/** Screens that are empty on a desk where all is well. */
const troubled: Screen[] = [
  {
    name: 'conflicts',
    async open(page) {
      await page.getByRole('link', { name: /^Conflicts/ }).click();
      await page.getByRole('region', { name: 'Mine' }).waitFor();
    },
  },
  {
    name: 'attention',
    async open(page) {
      await page.getByRole('link', { name: /^Needs attention/ }).click();
      await page.getByRole('button', { name: 'Send again' }).waitFor();
    },
  },
];

async function openPath(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
}

/** Every place of the sidebar that has no screen of its own above: a new one is in the pictures without a line here. */
async function placesOf(page: Page): Promise<Screen[]> {
  const paths: string[] = [];
  for (const link of await page.getByRole('navigation', { name: 'Desk' }).getByRole('link').all()) {
    paths.push((await link.getAttribute('href')) ?? '/');
  }
  return paths
    .filter((path) => /^\/[a-z]+$/.test(path) && !['/settings', '/chat'].includes(path))
    .map((path) => ({ name: path.slice(1), open: (at) => openPath(at, path) }));
}

/** Makes a conflict and a refused edit, as they come about: two people on one sentence, and a project too many for the plan. */
async function makeTrouble(page: Page, cloud: postgres.Sql): Promise<void> {
  await openPath(page, '/');
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'The future of UK fintech' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Lending to a van' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the episode' });
  await text.click();
  await setOffline(page, true);
  await text.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('Pennard Finance of Swansea has 11,200 borrowers and knows them well ');
  await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  await cloud`update blocks set content = replace(content, 'of Cardiff has 9,400', 'in Cardiff has 9,412')`;
  await cloud`update organizations set project_limit = 7`;
  await page.keyboard.press('Control+Shift+N');
  await page.getByLabel('The question').fill('The next decade of ferries');
  await page.getByRole('button', { name: 'Make the project' }).click();
  await page.getByRole('heading', { level: 1, name: 'The next decade of ferries' }).waitFor();
  await setOffline(page, false);
  for (const { open } of troubled) await open(page);
}

/** The same in each theme and size. */
async function inEach(browser: Browser, url: string, take: (page: Page) => Promise<Screen[]>): Promise<void> {
  for (const theme of THEMES) {
    for (const viewport of SIZES) {
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(url);
      await page.locator('[data-testid=sync-badge][data-state=up-to-date]').waitFor();
      const name = `${theme}-${viewport.width}x${viewport.height}`;
      for (const screen of await take(page)) {
        await screen.open(page);
        const file = `${screen.name}-${name}.png`;
        await page.screenshot({ path: join(all, file), animations: 'disabled' });
        if (IN_README.includes(`${screen.name}-${name}`)) await copyFile(join(all, file), join(shown, file));
      }
      await context.close();
    }
  }
}

await mkdir(all, { recursive: true });
await mkdir(shown, { recursive: true });
const temporary = await mkdtemp(join(tmpdir(), 'screenshots-'));
const desk = await startDesk({ data: join(temporary, 'data'), temporary });
const browser = await openChromium();
try {
  let isFirst = true;
  await inEach(browser, desk.url, async (page) => {
    // The first steps are for somebody new; one picture of them is enough.
    if (isFirst) {
      await page.screenshot({ path: join(all, 'first-steps.png') });
      await page.getByRole('button', { name: 'Close the first steps' }).click();
    }
    isFirst = false;
    return [...screens, ...(await placesOf(page))];
  });
  const cloud = await openDemoDatabase(join(temporary, 'data'));
  const page = await browser.newPage();
  await page.goto(desk.url);
  await makeTrouble(page, cloud);
  await cloud.end();
  await inEach(browser, desk.url, async () => troubled);
  console.log(`Screenshots are in ${all}; those of the README in ${shown}.`);
} finally {
  await browser.close();
  await desk.stop();
  await rm(temporary, { recursive: true, force: true });
}
