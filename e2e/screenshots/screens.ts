import type { Page } from 'playwright-core';
import { setOffline } from '../support/desk-page.ts';
import { highlightSome } from '../support/reader-scenes.ts';

export interface Screen {
  name: string;
  open: (page: Page) => Promise<unknown>;
}

export const PROJECT = 'The future of UK fintech';
export const EPISODE = 'Lending to a van';

const desk = (page: Page) => page.getByRole('navigation', { name: 'Desk' });
const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });

export async function openPath(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByText('Asking the cloud').first().waitFor({ state: 'hidden' });
}

export async function openEpisode(page: Page): Promise<void> {
  await desk(page).getByRole('link', { name: PROJECT }).click();
  await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
  await page.getByRole('textbox', { name: 'Text of the episode' }).waitFor();
  // Looked at as markdown too, which on a busy machine is a moment later.
  await page.getByText('## The market in brief').waitFor({ state: 'hidden' });
}

async function openPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or do' }).fill(text);
  await page.getByRole('option').first().waitFor();
}

/** Each screen from the one before it, as a person would get there. */
export const screens: Screen[] = [
  { name: 'projects', open: (page) => page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor() },
  {
    name: 'new-project',
    async open(page) {
      await page.keyboard.press('Control+Shift+N');
      await page.getByLabel('The question').fill('The next decade of ferries');
    },
  },
  {
    name: 'project',
    async open(page) {
      await page.keyboard.press('Escape');
      await closed(page);
      await desk(page).getByRole('link', { name: PROJECT }).click();
      await page.getByRole('main').getByRole('link', { name: EPISODE }).waitFor();
    },
  },
  { name: 'episode', open: openEpisode },
  {
    name: 'find',
    async open(page) {
      await page.getByRole('textbox', { name: 'Text of the episode' }).click();
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: 'Find' }).fill('borrower');
      await page.keyboard.press('Enter');
      await page.getByText(/^\d of \d+$/).waitFor();
    },
  },
  {
    name: 'focus-mode',
    async open(page) {
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.keyboard.press('Control+.');
    },
  },
  {
    name: 'new-source',
    async open(page) {
      await page.keyboard.press('Control+.');
      await page.getByRole('region', { name: 'Sources' }).getByRole('button', { name: 'Add a source' }).click();
      await page.getByRole('form', { name: 'New source' }).waitFor();
    },
  },
  {
    name: 'history',
    async open(page) {
      await page.getByRole('form', { name: 'New source' }).getByRole('button', { name: 'Cancel' }).click();
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
    name: 'export',
    async open(page) {
      await page.getByRole('button', { name: 'Export and import' }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'palette',
    async open(page) {
      await page.keyboard.press('Escape');
      await openPalette(page, 'capital');
    },
  },
  {
    name: 'palette-empty',
    open: (page) => openPalette(page, ''),
  },
  {
    name: 'quick-note',
    async open(page) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+j');
      await page.getByRole('textbox', { name: 'Quick note' }).fill('More on what regulators ask lenders to disclose');
    },
  },
  {
    name: 'sync',
    async open(page) {
      await page.keyboard.press('Escape');
      await closed(page);
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
  { name: 'log', open: (page) => openPath(page, '/log') },
  {
    name: 'board',
    async open(page) {
      await desk(page).getByRole('link', { name: PROJECT }).click();
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
  {
    name: 'search-found',
    async open(page) {
      await openPath(page, '/search?q=capital');
      await page.getByTestId('hit-block').first().waitFor();
    },
  },
  {
    name: 'conversation',
    async open(page) {
      await openPath(page, '/chat');
      await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').first().click();
      await page.getByRole('log', { name: 'Messages' }).waitFor();
    },
  },
  { name: 'activity-mine', open: (page) => openPath(page, '/activity?of=mine') },
  { name: 'not-found', open: (page) => openPath(page, '/nowhere') },
  { name: 'connect', open: (page) => openPath(page, '/connect') },
  {
    name: 'connect-checked',
    async open(page) {
      await page.getByLabel('Supabase address').fill('http://127.0.0.1:9');
      await page.getByLabel('Supabase publishable key').fill('sb_publishable_abc');
      await page.getByLabel('Clerk publishable key').fill(`pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByText(/^This cloud can/).waitFor();
    },
  },
];

/** Every place of the sidebar: a new one is in the pictures without a line here. */
export async function placesOf(page: Page): Promise<Screen[]> {
  const paths: string[] = [];
  for (const link of await desk(page).getByRole('link').all()) {
    paths.push((await link.getAttribute('href')) ?? '/');
  }
  return [...new Set(paths)]
    .filter((path) => /^\/[a-z]+$/.test(path) && !screens.some(({ name }) => name === path.slice(1)))
    .map((path) => ({ name: path.slice(1), open: (at) => openPath(at, path) }));
}

/** What a desk shows on a train. */
export const offline: Screen[] = [
  {
    name: 'offline',
    async open(page) {
      await openPath(page, '/');
      await page.getByTestId('sync-badge').click();
      await page.getByRole('list', { name: 'Waiting to be sent' }).waitFor();
    },
  },
  {
    name: 'empty-project',
    async open(page) {
      await page.keyboard.press('Escape');
      await desk(page).getByRole('link', { name: EMPTY_PROJECT }).click();
      // The heading stands there before the list has been read.
      await page.getByRole('main').getByRole('link', { name: 'Untitled episode' }).waitFor();
    },
  },
  {
    name: 'empty-episode',
    async open(page) {
      await page.getByRole('main').getByRole('link', { name: 'Untitled episode' }).click();
      await page.getByRole('region', { name: 'Generation' }).waitFor();
    },
  },
];
const EMPTY_PROJECT = 'What ports pay for shore power';

/** Work that waits: a project, an episode in it whose generation is asked for, and a note. */
export async function workOffline(page: Page): Promise<void> {
  await setOffline(page, true);
  await page.keyboard.press('Control+Shift+N');
  await page.getByLabel('The question').fill(EMPTY_PROJECT);
  await page.getByRole('button', { name: 'Make the project' }).click();
  await page.getByRole('heading', { level: 1, name: EMPTY_PROJECT }).waitFor();
  await page.getByLabel('New planning note').fill('Ask two harbour masters what they pay at peak');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.locator('[data-testid=generation][data-state=waiting-for-network]').waitFor();
}

/** Screens that are empty on a desk where all is well. */
export const troubled: Screen[] = [
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
