import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk, openChromium } from './support/chromium.ts';
import { removeDeskFolders } from './support/desk-folders.ts';
import { type DeskPage, openDeskPage, setOffline, syncState } from './support/desk-page.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
/** Until the cloud has noticed that somebody is gone without a word, on a machine that may be busy with other tests. */
const GONE = { state: 'hidden', timeout: 90_000 } as const;

/** Two people at one episode know of each other, for as long as it is true. One story. */
describe.skipIf(!canWalk)('who else is here', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let ada: DeskPage;
  let ben: DeskPage;
  let bensDesk: DeskProcess;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'presence-'));
    closing.defer(() => removeDeskFolders(folder));
    const browser = await openChromium();
    closing.defer(() => browser.close());
    const open = async (profile: 'ada' | 'ben') => {
      const desk = await startDesk({ data: join(folder, profile), profile, temporary: folder, worker: 'off' });
      closing.defer(async () => void (await desk.stop()));
      return { desk, page: await openDeskPage(browser, desk.url) };
    };
    ({ page: ada } = await open('ada'));
    ({ page: ben, desk: bensDesk } = await open('ben'));
  });
  afterAll(() => closing.disposeAsync());

  const here = (page: Page, names: string) => page.getByRole('img', { name: `Also here: ${names}`, exact: true });
  const editing = (page: Page, name: string) => page.getByText(`${name} is editing this block`);
  const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the episode' });
  const openProject = (page: Page) =>
    page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
  const openEpisode = async (page: Page) => {
    await openProject(page);
    await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
    await text(page).waitFor();
  };

  test('each sees the other at the same episode, and nobody at another page', async () => {
    await openEpisode(ada.page);
    await syncState(ada.page, 'up-to-date');
    expect(await ada.page.getByRole('img', { name: /^Also here/ }).count()).toBe(0);
    await openEpisode(ben.page);
    await here(ada.page, 'Ben Okafor').waitFor();
    await here(ben.page, 'Ada Thornton').waitFor();
    // To look at a text is not to edit it.
    expect(await editing(ada.page, 'Ben Okafor').count()).toBe(0);
  });

  test('who has the cursor in a block is named beside it, until they only read', async () => {
    await text(ben.page).click();
    await editing(ada.page, 'Ben Okafor').waitFor();
    expect(await accessibilityFindings(ada.page)).toEqual([]);
    await ben.page.getByRole('button', { name: 'Read', exact: true }).click();
    await editing(ada.page, 'Ben Okafor').waitFor(GONE);
    await here(ada.page, 'Ben Okafor').waitFor();
  });

  test('who goes to another page is gone from this one', async () => {
    await openProject(ben.page);
    await here(ada.page, 'Ben Okafor').waitFor(GONE);
  });

  test('offline nobody is claimed to be here; online again each knows of the other', async () => {
    await setOffline(ben.page, true);
    await openEpisode(ben.page);
    expect(await ben.page.getByRole('img', { name: /^Also here/ }).count()).toBe(0);
    expect(await here(ada.page, 'Ben Okafor').count()).toBe(0);
    await setOffline(ben.page, false);
    await here(ben.page, 'Ada Thornton').waitFor();
    await here(ada.page, 'Ben Okafor').waitFor();
  });

  test('the pages had nothing to complain about', () => {
    expect(ada.complaints.list).toEqual([]);
    expect(ben.complaints.list).toEqual([]);
  });

  test('who closes their desk is gone', async () => {
    await ben.page.close();
    await bensDesk.stop();
    await here(ada.page, 'Ben Okafor').waitFor(GONE);
    expect(ada.complaints.list).toEqual([]);
  });
});
