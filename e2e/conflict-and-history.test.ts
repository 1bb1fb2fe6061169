import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSIONS_PAGE } from '../shared/ipc/questions.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk, openChromium } from './support/chromium.ts';
import { openDemoDatabase } from './support/demo-database.ts';
import { removeDeskFolders } from './support/desk-folders.ts';
import { type DeskPage, openDeskPage, setOffline, syncState } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van';
const FIRST = 'Ada was here before.';
const BY_ADA = 'Open banking ends it.';
const BY_BEN = 'Ben asks what a van is worth.';
const MEANWHILE = 'Vans are bought in spring.';
const SINCE = 'Fuel is cheaper at night.';
const BY_BOTH = 'What a van is worth, open banking knows.';

/** Two people end one text differently, decide which end it has, undo that, and go back to what it was: one story. */
describe.skipIf(!canWalk)('a conflict and the history of a text', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let ada: DeskPage;
  let ben: DeskPage;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'conflict-'));
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
    cloud = await openDemoDatabase(join(folder, 'ada'));
    closing.defer(() => cloud.end());
  });
  afterAll(() => closing.disposeAsync());

  const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the episode' });
  const findings = () => accessibilityFindings(ben.page);

  async function openEpisode(page: Page): Promise<void> {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
    await text(page).waitFor();
  }

  async function writeLastLine(page: Page, sentence: string): Promise<void> {
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type(sentence);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  }

  async function retypeLastLine(page: Page, sentence: string): Promise<void> {
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type(sentence);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  }

  async function openHistory(page: Page): Promise<void> {
    await page.getByRole('region', { name: 'Text of the episode' }).hover();
    await page.getByRole('button', { name: 'Actions for text of the episode' }).click();
    await page.getByRole('menuitem', { name: 'History…' }).click();
    await page.getByRole('dialog', { name: 'History' }).waitFor();
  }

  const inCloud = async (sentence: string): Promise<number> => {
    const rows = await cloud`select id from blocks where content like ${`%${sentence}%`} and deleted_at is null`;
    return rows.length;
  };

  test('both change the same line offline; who comes second sees both versions', async () => {
    for (const { page } of [ada, ben]) await openEpisode(page);
    await writeLastLine(ada.page, FIRST);
    await syncState(ada.page, 'up-to-date');
    await text(ben.page).click();
    await ben.page.keyboard.press('Control+End');
    await text(ben.page).getByText(FIRST).waitFor();
    for (const { page } of [ada, ben]) await setOffline(page, true);
    await retypeLastLine(ada.page, BY_ADA);
    await retypeLastLine(ben.page, BY_BEN);
    for (const { page } of [ada, ben]) {
      await setOffline(page, false);
      await syncState(page, 'up-to-date');
    }
    await ben.page.getByRole('link', { name: /Conflicts/ }).click();
    await ben.page.getByRole('region', { name: 'Before' }).getByText(FIRST).waitFor();
    await ben.page.getByRole('region', { name: 'Mine' }).getByText(BY_BEN).waitFor();
    await ben.page.getByRole('region', { name: 'Ada Thornton' }).getByText(BY_ADA).waitFor();
    expect(await findings()).toEqual([]);
  });

  test('what is written meanwhile is not undecided, and the card says that it is there', async () => {
    await ben.page.getByText('Until you decide, the text is as Ada Thornton has it.').waitFor();
    await text(ada.page).click();
    await ada.page.keyboard.press('Control+Home');
    await ada.page.keyboard.type(MEANWHILE);
    await ada.page.keyboard.press('Enter');
    await ben.page.getByText('The text was written on since; what you decide is merged into it.').waitFor();
    expect(await findings()).toEqual([]);
  });

  test('one click keeps a version, and one more undoes that', async () => {
    await ben.page.getByRole('button', { name: 'Keep mine' }).click();
    await ben.page.getByText('Nothing to decide').waitFor();
    await expect.poll(() => inCloud(BY_BEN)).toBe(1);
    expect(await inCloud(MEANWHILE)).toBe(1);
    await ben.page.getByRole('button', { name: 'Undo' }).click();
    await ben.page.getByRole('region', { name: 'Mine' }).getByText(BY_BEN).waitFor();
    await expect.poll(() => inCloud(BY_ADA)).toBe(1);
    expect(await inCloud(BY_BEN)).toBe(0);
    expect(await inCloud(MEANWHILE)).toBe(1);
  });

  test('a text written from both outlives the page until it is accepted, and reaches both desks', async () => {
    const write = ben.page.getByRole('button', { name: 'Write it from both…' });
    const field = ben.page.getByRole('textbox', { name: 'The text that both get' });
    await write.press('Enter');
    await field.and(ben.page.locator(':focus')).waitFor();
    await ben.page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await write.and(ben.page.locator(':focus')).waitFor();
    await write.press('Enter');
    expect(await findings()).toEqual([]);
    await field.fill((await field.inputValue()).replace(BY_ADA, BY_BOTH));
    await ben.page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toContain(BY_BOTH);
    await ben.page.getByRole('button', { name: 'Accept this text' }).click();
    await ben.page.getByText('Nothing to decide').waitFor();
    await text(ada.page).click();
    await ada.page.keyboard.press('Control+End');
    await text(ada.page).getByText(BY_BOTH).waitFor();
  });

  test('the history says who wrote what, and an older version comes back', async () => {
    await openEpisode(ben.page);
    await openHistory(ben.page);
    const versions = ben.page.getByRole('list', { name: 'Versions, newest first' });
    const byAda = versions.getByRole('button', { name: /Ada Thornton/ }).first();
    await byAda.waitFor();
    await versions
      .getByRole('button', { name: /Ben Okafor.*words/ })
      .first()
      .waitFor();
    expect(await findings()).toEqual([]);
    await byAda.click();
    const chosen = ben.page.getByRole('region', { name: 'The chosen version' });
    await chosen.locator('ins').getByText('Open banking ends it').first().waitFor();
    await ben.page.getByRole('button', { name: 'Restore this version' }).click();
    await expect.poll(() => inCloud(BY_BOTH)).toBe(0);
    await expect.poll(() => inCloud(BY_ADA)).toBe(1);
  });

  test('to undo that brings the text back, with what was written since', async () => {
    const undo = ben.page.getByRole('button', { name: 'Undo' }).last();
    // A message stays while the hand is on it.
    await undo.hover();
    await text(ada.page).click();
    await ada.page.keyboard.press('Control+Home');
    await ada.page.keyboard.type(SINCE);
    await ada.page.keyboard.press('Enter');
    await text(ben.page).getByText(SINCE).waitFor();
    await undo.click();
    await expect.poll(() => inCloud(BY_BOTH)).toBe(1);
    expect(await inCloud(SINCE)).toBe(1);
    await syncState(ben.page, 'up-to-date');
  });

  test('older versions that do not come leave those that are there, and are asked for again', async () => {
    const [block] = await cloud`select id from blocks where content like ${`%${SINCE}%`} and deleted_at is null`;
    // As many as a page of the history holds, and more.
    for (let version = 0; version < VERSIONS_PAGE; version += 1) {
      await cloud`update blocks set content = content || ' ' where id = ${block?.id}`;
    }
    await openEpisode(ben.page);
    await openHistory(ben.page);
    const versions = ben.page.getByRole('list', { name: 'Versions, newest first' }).getByRole('listitem');
    const older = ben.page.getByRole('button', { name: 'Older versions' });
    await older.waitFor();
    const shown = await versions.count();
    await ben.page.keyboard.press('Control+Shift+O');
    await syncState(ben.page, 'offline');
    await older.click();
    await ben.page.getByText(/^The history of a text is kept in the cloud/).waitFor();
    expect(await versions.count()).toBe(shown);
    expect(await findings()).toEqual([]);
    await ben.page.keyboard.press('Control+Shift+O');
    await syncState(ben.page, 'up-to-date');
    await ben.page.getByRole('button', { name: 'Ask again' }).click();
    await expect.poll(() => versions.count()).toBeGreaterThan(shown);
    await ben.page.keyboard.press('Escape');
  });

  test('offline it says where the history is, and shows what is kept here', async () => {
    await setOffline(ben.page, true);
    await syncState(ben.page, 'offline');
    await openHistory(ben.page);
    await ben.page.getByText('What is on this machine is safe').waitFor();
    const kept = ben.page.getByRole('region', { name: 'Kept on this machine' });
    await kept.getByText('Against the version of Ada Thornton in a conflict').waitFor();
    expect(await findings()).toEqual([]);
    await ben.page.keyboard.press('Escape');
    await setOffline(ben.page, false);
    await syncState(ben.page, 'up-to-date');
  });

  test('the pages had nothing to complain about', () => {
    expect(ada.complaints.list).toEqual([]);
    expect(ben.complaints.list).toEqual([]);
  });
});
