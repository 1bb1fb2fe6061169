/**
 * `npm run screenshots`: every screen in both themes and two sizes into dist/screenshots, to be looked at; those that the README
 * shows also into docs/screenshots. The desk is the real one, on a demo cloud of its own.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './support/chromium.ts';
import { startDesk } from './support/desk-process.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;
const IN_README = ['episode-light-1280x800', 'project-dark-1280x800'];

const repository = join(import.meta.dirname, '..');
const all = join(repository, 'dist/screenshots');
const shown = join(repository, 'docs/screenshots');

/** Each screen from the one before it, as a person would get there. */
const screens: { name: string; open: (page: Page) => Promise<unknown> }[] = [
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
    name: 'settings',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { level: 2, name: 'Bin' }).waitFor();
    },
  },
  {
    name: 'shortcuts',
    async open(page) {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
];

async function takeAll(browser: Browser, url: string): Promise<void> {
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
      for (const { name, open } of screens) {
        await open(page);
        const file = `${name}-${theme}-${viewport.width}x${viewport.height}`;
        await page.screenshot({ path: join(all, `${file}.png`), animations: 'disabled' });
        if (IN_README.includes(file)) await copyFile(join(all, `${file}.png`), join(shown, `${file}.png`));
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
  await takeAll(browser, desk.url);
  console.log(`Screenshots are in ${all}; those of the README in ${shown}.`);
} finally {
  await browser.close();
  await desk.stop();
  await rm(temporary, { recursive: true, force: true });
}
