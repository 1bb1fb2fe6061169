import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk, openChromium } from './support/chromium.ts';
import { removeDeskFolders } from './support/desk-folders.ts';
import { type Complaints, openDeskPage, syncState } from './support/desk-page.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';
import { pressUntilFocused } from './support/keyboard.ts';

const TITLE = 'The next decade of ferries';
const EPISODE = 'Batteries at the pier';
const TYPED = 'A ferry that plugs in needs a pier that can give.';
const CUT_OFF = 'And this was typed while the desk died.';
const LEFT_BEHIND = 'And this was left behind in a text that nobody opened again.';

/** Pages that stand by themselves and are not in the sidebar. */
const OTHER_PAGES = ['/conflicts', '/attention', '/settings', '/log'];

/** A whole task without the mouse; every screen for everybody; and a desk that dies in the middle of a sentence. One story. */
describe.skipIf(!canWalk)('the frame of the desk', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let folder: string;
  let desk: DeskProcess;
  let context: BrowserContext;
  let page: Page;
  let complaints: Complaints;
  let episodePath: string;

  const start = async () => {
    desk = await startDesk({ data: join(folder, 'data'), temporary: folder });
    closing.defer(async () => void (await desk.stop()));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frame-'));
    closing.defer(() => removeDeskFolders(folder));
    await start();
    const browser = await openChromium();
    closing.defer(() => browser.close());
    ({ page, complaints } = await openDeskPage(browser, desk.url));
    context = page.context();
  });
  afterAll(() => closing.disposeAsync());

  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const path = () => new URL(page.url()).pathname;

  test('by keyboard alone: the first steps, a project, an episode, its title and its text, and reading it', async () => {
    await pressUntilFocused(page, page.getByRole('button', { name: 'Close the first steps' }));
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'First steps' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Shift+N');
    await page.getByLabel('The question').waitFor();
    await pressUntilFocused(page, page.getByLabel('The question'));
    await page.keyboard.type(TITLE);
    await pressUntilFocused(page, page.getByRole('button', { name: 'Make the project' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await pressUntilFocused(page, page.getByRole('main').getByRole('button', { name: 'New episode' }));
    await page.keyboard.press('Enter');
    await text().waitFor();
    episodePath = path();
    await pressUntilFocused(page, page.getByRole('textbox', { name: 'Title of the episode' }));
    await page.keyboard.type(EPISODE);
    await page.keyboard.press('Enter');
    await pressUntilFocused(page, text());
    await page.keyboard.type(TYPED);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('article', { name: 'Reading view' }).getByText(TYPED).waitFor();
    await page.keyboard.press('Control+e');
    await text().waitFor();
  });

  test('keys that are pressed while the recovery screen covers the page do nothing to it', async () => {
    // Its place alone: the desk of a browser has nothing that stops so.
    await page.evaluate(`{
      const cover = document.createElement('div');
      cover.role = 'alertdialog';
      document.body.append(cover);
      document.activeElement.blur();
    }`);
    await page.keyboard.press('Control+e');
    await page.evaluate("document.querySelector('[role=alertdialog]').remove()");
    await page.getByRole('button', { name: 'Edit', exact: true, pressed: true }).waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('button', { name: 'Read', exact: true, pressed: true }).waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('button', { name: 'Edit', exact: true, pressed: true }).waitFor();
  });

  test('the sheet of the keys names each of an episode once, also on another page', async () => {
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const once = async () => {
      await sheet.waitFor();
      for (const keys of ['Ctrl E', 'Ctrl Enter']) expect(await sheet.getByText(keys, { exact: true }).count()).toBe(1);
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'hidden' });
    };
    await page.keyboard.press('?');
    await once();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Conflicts' }).waitFor();
    await page.keyboard.press('?');
    await once();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(path).toBe(episodePath);
    await text().waitFor();
  });

  test('the palette goes anywhere; keys go back', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or do' }).waitFor();
    await page.keyboard.type('fintech');
    await page
      .getByRole('option', { name: /The future of UK fintech/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The future of UK fintech' }).waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(path).toBe(episodePath);
    await page.keyboard.press('Control+k');
    await page
      .getByRole('option', { name: /The future of UK fintech/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  test('every screen is clean for axe in both themes, has one main heading, and fits at 200 %', async () => {
    const findings: string[] = [];
    for (const screen of await allPaths()) {
      await page.goto(new URL(screen, desk.url).href);
      await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
      const note = (found: string) => findings.push(`${screen}: ${found}`);
      for (const found of await accessibilityFindings(page)) note(found);
      if ((await page.getByRole('main').getByRole('heading', { level: 1 }).count()) !== 1) note('not one main heading');
      await page.setViewportSize({ width: 640, height: 400 });
      const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      if (Number(wide) > 0) note(`${wide} px too wide at 200 %`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(findings).toEqual([]);
  });

  test('a sidebar that lies over the page has the keyboard while it does, and gives it back', async () => {
    await page.setViewportSize({ width: 640, height: 400 });
    const opener = page.getByRole('button', { name: 'Show the sidebar' });
    const sidebar = page.getByRole('navigation', { name: 'Desk' });
    const focused = page.locator(':focus');
    await opener.press('Enter');
    await sidebar.getByRole('button', { name: 'Hide the sidebar' }).and(focused).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const under = page.getByRole('main').locator(':focus');
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      expect(await under.count()).toBe(0);
    }
    await sidebar.getByRole('link', { name: 'Projects', exact: true }).focus();
    await page.keyboard.press('Escape');
    await opener.and(focused).waitFor();
    expect(await sidebar.count()).toBe(0);
    await opener.press('Enter');
    await sidebar.getByRole('link', { name: 'Generation' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Generation' }).waitFor();
    expect(await sidebar.count()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('what lies over a page is clean for axe too', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('sync-badge').click();
    await page.getByRole('dialog', { name: 'Sync' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the frame stands before the store has answered, and its page fills when it does', async () => {
    const held: (() => void)[] = [];
    let isHeld = true;
    const early = await context.newPage();
    await early.routeWebSocket(/./, (socket) => {
      const engine = socket.connectToServer();
      engine.onMessage((message) => {
        if (isHeld) held.push(() => socket.send(message));
        else socket.send(message);
      });
    });
    await early.goto(desk.url);
    const navigation = early.getByRole('navigation', { name: 'Desk' });
    await navigation.getByRole('link', { name: 'Projects' }).click();
    await early.getByTestId('sync-badge').getByText('Starting').waitFor();
    const projects = early.getByRole('main').locator('a[href^="/projects/"]');
    expect(await projects.count()).toBe(0);
    // Keys work already.
    await early.keyboard.press('Control+k');
    await early.getByRole('combobox', { name: 'Search or do' }).waitFor();
    await early.keyboard.press('Escape');
    isHeld = false;
    for (const release of held.splice(0)) release();
    await projects.first().waitFor();
    await syncState(early, 'up-to-date');
    await early.close();
  });

  test('an Enter on the search page opens a hit of the words that stand there, not of those before', async () => {
    const held: (() => void)[] = [];
    let isHeld = false;
    const slow = await context.newPage();
    await slow.routeWebSocket(/./, (socket) => {
      const engine = socket.connectToServer();
      const searches = new Set<number>();
      socket.onMessage((message) => {
        const { kind, id } = JSON.parse(String(message));
        if (kind === 'search') searches.add(id);
        engine.send(message);
      });
      engine.onMessage((message) => {
        if (isHeld && searches.has(JSON.parse(String(message)).id)) held.push(() => socket.send(message));
        else socket.send(message);
      });
    });
    await slow.goto(desk.url);
    await slow.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Search' }).click();
    const words = slow.getByRole('combobox', { name: /^Search projects/ });
    await words.fill('fintech');
    const hit = slow.getByRole('listbox', { name: 'Results' }).getByRole('option').first();
    await hit.waitFor();
    // The words stand in the address, and the page is there before the engine.
    await slow.reload();
    await hit.waitFor();
    isHeld = true;
    await words.fill('ferries');
    await words.press('Enter');
    isHeld = false;
    for (const release of held.splice(0)) release();
    await slow.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await slow.close();
  });

  test('the pages had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });

  test('a desk that dies in the middle of a sentence comes back with it, on the same page, as it looked', async () => {
    await page.goto(new URL(episodePath, desk.url).href);
    await syncState(page, 'up-to-date');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark theme');
    await page.keyboard.press('Enter');
    const edge = page.getByRole('separator', { name: 'Width of the sidebar' });
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    const width = await edge.getAttribute('aria-valuenow');
    await text().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    // The focus mode folds the panels; a desk that dies in it comes back with them.
    await page.keyboard.press('Control+.');
    await edge.waitFor({ state: 'hidden' });
    await page.keyboard.type(CUT_OFF.slice(0, 10));
    await desk.kill();
    await page.keyboard.type(CUT_OFF.slice(10));
    await page.getByText('You can go on typing').waitFor();
    await page.close();

    await start();
    page = await context.newPage();
    await page.goto(desk.url);
    await text().getByText(CUT_OFF).waitFor();
    expect(path()).toBe(episodePath);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByRole('separator', { name: 'Width of the sidebar' }).getAttribute('aria-valuenow')).toBe(
      width,
    );
    await text().getByText(TYPED).waitFor();
    await syncState(page, 'up-to-date');
  });

  test('what was typed while the desk was dead is saved when it is back, although its text is not opened again', async () => {
    await page.goto(new URL(episodePath, desk.url).href);
    await syncState(page, 'up-to-date');
    await text().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await desk.kill();
    await page.keyboard.type(LEFT_BEHIND);
    await page.getByText('You can go on typing').waitFor();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: TITLE }).click();
    await page.waitForURL('**/projects/*');
    await page.close();

    await start();
    page = await context.newPage();
    const elsewhere = new URL(desk.url);
    elsewhere.pathname = '/conflicts';
    await page.goto(elsewhere.href);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('showrunner.draft.')));
    await page.goto(new URL(episodePath, desk.url).href);
    await text().getByText(LEFT_BEHIND).waitFor();
    await syncState(page, 'up-to-date');
  });

  /** Everything in the sidebar, a project, its other pages, an episode, and what is reached in other ways. */
  async function allPaths(): Promise<string[]> {
    await page.goto(new URL('/', desk.url).href);
    const navigation = page.getByRole('navigation', { name: 'Desk' });
    await navigation.getByRole('list').getByRole('link').first().waitFor();
    const paths = new Set<string>();
    for (const link of await navigation.getByRole('link').all()) paths.add((await link.getAttribute('href')) ?? '/');
    const projects = [...paths].filter((one) => one.startsWith('/projects/'));
    const [project = ''] = projects;
    await page.goto(new URL(project, desk.url).href);
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
    const ofProject: string[] = [];
    for (const link of await page.getByRole('main').locator(`a[href^="${project}/"]`).all()) {
      ofProject.push((await link.getAttribute('href')) ?? '/');
    }
    const rest = [...paths].filter((one) => !projects.includes(one));
    return [...new Set([...rest, project, ...ofProject, episodePath, ...OTHER_PAGES])];
  }
});
