import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk, openChromium } from './support/chromium.ts';
import { openDemoDatabase } from './support/demo-database.ts';
import { removeDeskFolders } from './support/desk-folders.ts';
import { type DeskPage, openDeskPage, setOffline, syncState } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

const QUESTION = 'How ports electrify their cranes';
const OTHER_QUESTION = 'How ports electrify, and who pays';
const ADAS = 'A crane that lowers a box can give back a third of what it took to lift it.';
const BENS = 'A ship at the quay burns oil for eleven hours to keep its kettles warm.';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 60_000 };
/** Between keys, in milliseconds: fast typing, so that both are at it for the whole time. */
const TYPING = { delay: 30 };

/** Two machines of one team, side by side on one cloud: one story, told in order. */
describe.skipIf(!canWalk)('two desks', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let folder: string;
  let ada: DeskPage;
  let ben: DeskPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'two-desks-'));
    closing.defer(() => removeDeskFolders(folder));
    const browser = await openChromium();
    closing.defer(() => browser.close());
    const open = async (profile: 'ada' | 'ben') => {
      const desk = await startDesk({ data: join(folder, profile), profile, temporary: folder });
      closing.defer(async () => void (await desk.stop()));
      return openDeskPage(browser, desk.url);
    };
    ada = await open('ada');
    ben = await open('ben');
  });
  afterAll(() => closing.disposeAsync());

  const noteOn = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

  const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the episode' });
  const linesOf = (page: Page) => text(page).locator('.cm-line').allTextContents();

  async function choose(page: Page, text: string, action: string): Promise<void> {
    await noteOn(page, text).getByRole('button', { name: 'Note actions' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  }

  test('each works as themselves', async () => {
    await ada.page.getByRole('navigation', { name: 'Desk' }).getByText('Ada Thornton').waitFor();
    await ben.page.getByRole('navigation', { name: 'Desk' }).getByText('Ben Okafor').waitFor();
  });

  test("a project that one makes appears on the other's desk", async () => {
    await ada.page.getByRole('main').getByRole('button', { name: 'New project' }).click();
    await ada.page.getByLabel('The question').fill(QUESTION);
    await ada.page.getByRole('button', { name: 'Make the project' }).click();
    await ada.page.getByRole('heading', { level: 1, name: QUESTION }).waitFor();

    await ben.page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: QUESTION }).click();
    await ben.page.getByRole('heading', { level: 1, name: QUESTION }).waitFor();
  });

  test('what one writes the other sees, both ways', async () => {
    await ada.page.getByLabel('New planning note').fill('Ask about shore power');
    await ada.page.getByRole('button', { name: 'Add note' }).click();
    await noteOn(ben.page, 'Ask about shore power').getByText('Ada Thornton').waitFor();

    await ben.page.getByLabel('New planning note').fill('Compare Felixstowe');
    await ben.page.getByRole('button', { name: 'Add note' }).click();
    await noteOn(ada.page, 'Compare Felixstowe').getByText('Ben Okafor').waitFor();
  });

  test('edits of different fields, both made offline, both stay', async () => {
    await setOffline(ada.page, true);
    await setOffline(ben.page, true);
    await Promise.all([syncState(ada.page, 'offline'), syncState(ben.page, 'offline')]);

    await choose(ada.page, 'Ask about shore power', 'Edit');
    await ada.page.getByLabel('Edit the note').fill('Ask about shore power in Rotterdam');
    await ada.page.getByLabel('Edit the note').press('Enter');
    await choose(ben.page, 'Ask about shore power', 'Priority: critical');
    await ada.page.getByTestId('sync-badge').getByText('1 waiting').waitFor();
    await ben.page.getByTestId('sync-badge').getByText('1 waiting').waitFor();
    expect(await noteOn(ben.page, 'Rotterdam').count()).toBe(0);

    await setOffline(ada.page, false);
    await syncState(ada.page, 'up-to-date');
    await setOffline(ben.page, false);
    for (const { page } of [ada, ben]) {
      await noteOn(page, 'Ask about shore power in Rotterdam').getByText('Critical', { exact: true }).waitFor();
      await syncState(page, 'up-to-date');
      // Nobody changed what the other changed: there is nothing to decide.
      expect(await page.getByRole('link', { name: /Conflicts|Needs attention/ }).count()).toBe(0);
    }
  });

  test('two write in one block at the same time: each is seen, nobody loses a letter, and no cursor moves', async () => {
    await ada.page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
    await text(ada.page).click();
    await ada.page.keyboard.type('Cranes: \n\nShips: ');
    const path = new URL(ada.page.url()).pathname;
    await ben.page.getByRole('region', { name: 'Episodes' }).locator(`a[href="${path}"]`).click();
    await expect.poll(() => linesOf(ben.page), SOON).toEqual(['Cranes: ', '', 'Ships: ']);

    await ada.page.keyboard.press('Control+Home');
    await ada.page.keyboard.press('End');
    await text(ben.page).click();
    await ben.page.keyboard.press('Control+End');
    await ada.page.getByText('Ben Okafor is editing this block').waitFor();
    await ben.page.getByText('Ada Thornton is editing this block').waitFor();

    await Promise.all([ada.page.keyboard.type(ADAS, TYPING), ben.page.keyboard.type(BENS, TYPING)]);
    const together = [`Cranes: ${ADAS}`, '', `Ships: ${BENS}`];
    await expect.poll(() => linesOf(ada.page), SOON).toEqual(together);
    await expect.poll(() => linesOf(ben.page), SOON).toEqual(together);

    // What is typed next goes on where each of them was.
    await ada.page.keyboard.type(' (Ada)');
    await ben.page.keyboard.type(' (Ben)');
    const signed = [`Cranes: ${ADAS} (Ada)`, '', `Ships: ${BENS} (Ben)`];
    for (const { page } of [ada, ben]) {
      await expect.poll(() => linesOf(page), SOON).toEqual(signed);
      await syncState(page, 'up-to-date');
      expect(await page.getByRole('link', { name: /Conflicts|Needs attention/ }).count()).toBe(0);
    }
    // Undo takes back one's own words, and nobody else's.
    for (let step = 0; step < 20 && (await linesOf(ada.page))[0] !== 'Cranes: '; step += 1) {
      await ada.page.keyboard.press('Control+z');
    }
    expect(await linesOf(ada.page)).toEqual(['Cranes: ', '', `Ships: ${BENS} (Ben)`]);
    await expect.poll(() => linesOf(ben.page), SOON).toEqual(['Cranes: ', '', `Ships: ${BENS} (Ben)`]);
    const sql = await openDemoDatabase(join(folder, 'ada'));
    await expect
      .poll(() => sql`select content from blocks where content like 'Cranes:%' and deleted_at is null`)
      .toEqual([{ content: `Cranes: \n\nShips: ${BENS} (Ben)` }]);
    await sql.end();
    for (const { page } of [ada, ben]) {
      await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: QUESTION }).click();
    }
  });

  test('a row that somebody changes by plain SQL appears on both desks', async () => {
    const sql = await openDemoDatabase(join(folder, 'ada'));
    await sql`update projects set title = ${OTHER_QUESTION} where title = ${QUESTION}`;
    await sql.end();
    for (const { page } of [ada, ben]) await page.getByRole('heading', { level: 1, name: OTHER_QUESTION }).waitFor();
  });

  test('the pages had nothing to complain about', () => {
    expect(ada.complaints.list).toEqual([]);
    expect(ben.complaints.list).toEqual([]);
  });
});
