import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import type { Complaints } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const QUESTION = 'Who pays for the cables under the sea?';
const BRIEF = 'For a board that has never bought one. Leave out the history.';
const SOURCE = 'Cable maps of 2026';

/** What is typed into a form and not sent: the form, the page and the window go, and it does not. */
describe.skipIf(!canWalk)('typing that was not finished', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episode: { id: string };

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('kept-typing', { worker: 'off' })));
    const [published] = await cloud<(typeof episode)[]>`
      select e.id from episodes e join blocks b on b.episode_id = e.id
      where b.content <> '' and e.deleted_at is null order by e.published_at limit 1`;
    if (published === undefined) throw new Error('the demo has no episode with a text');
    episode = published;
  });
  afterAll(() => closing.disposeAsync());

  const reload = async () => {
    await page.reload();
    await page.getByRole('navigation', { name: 'Desk' }).waitFor();
  };
  const open = async (path: string) => {
    await page.goto(new URL(path, page.url()).href);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  };

  test('a project that is being thought up is there when its dialog is opened again, until it is cancelled', async () => {
    const question = page.getByLabel('The question');
    await page.keyboard.press('Control+Shift+n');
    await question.fill(QUESTION);
    await page.getByLabel('Brief').fill(BRIEF);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await reload();
    await page.keyboard.press('Control+Shift+n');
    expect(await question.inputValue()).toBe(QUESTION);
    expect(await page.getByLabel('Brief').inputValue()).toBe(BRIEF);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Control+Shift+n');
    expect(await question.inputValue()).toBe('');
    await page.keyboard.press('Escape');
  });

  test('a title that was being typed when the window went away is saved when it comes back', async () => {
    await open(`/episodes/${episode.id}`);
    await page.getByLabel('Title of the episode').fill('Cables, and who owns them');
    await reload();
    await expect.poll(titleInCloud).toBe('Cables, and who owns them');
    expect(await page.getByLabel('Title of the episode').inputValue()).toBe('Cables, and who owns them');
  });

  test('one that somebody else changed meanwhile is not replaced, and what was typed can still be taken', async () => {
    await page.getByLabel('Title of the episode').fill('Mine');
    await cloud`update episodes set title = 'Theirs' where id = ${episode.id}`;
    await page.getByRole('heading', { level: 1, name: /Theirs/ }).waitFor();
    await reload();
    // It stays for as long as a hand is on it.
    await page.getByText('“Mine” was being typed here').hover();
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await titleInCloud()).toBe('Theirs');
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect.poll(titleInCloud).toBe('Mine');
  });

  test('a source that is half typed stands there after a restart, until it is given up', async () => {
    const title = page.getByRole('form', { name: 'New source' }).getByLabel('Title', { exact: true });
    await page.getByRole('button', { name: 'Add a source' }).click();
    await title.fill(SOURCE);
    await reload();
    await title.waitFor();
    expect(await title.inputValue()).toBe(SOURCE);
    await title.press('Escape');
    await reload();
    await page.getByRole('button', { name: 'Add a source' }).waitFor();
    expect(await title.count()).toBe(0);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });

  async function titleInCloud(): Promise<string | undefined> {
    const [row] = await cloud<{ title: string }[]>`select title from episodes where id = ${episode.id}`;
    return row?.title;
  }
});
