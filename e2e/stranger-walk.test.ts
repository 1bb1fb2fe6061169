import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const TYPED = 'Written at the desk by a stranger.';
const TYPED_OFFLINE = 'And this on a train, in a tunnel.';
const NOTE = 'Say more about what it costs';
const NOTE_OFFLINE = 'Ask somebody who has done it';

/** What a stranger does with a fresh machine, as one story: each part goes on where the one before ended. */
describe.skipIf(!canWalk)("the stranger's walk", () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let projectUrl: string;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('stranger')));
  });
  afterAll(() => closing.disposeAsync());

  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });

  /** The editor keeps only what can be seen of a long text in the page. */
  async function goToEnd(): Promise<void> {
    await text().click();
    await page.keyboard.press('Control+End');
  }

  async function write(sentence: string): Promise<void> {
    await goToEnd();
    await page.keyboard.press('Enter');
    await page.keyboard.type(sentence);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  }

  async function addNote(note: string): Promise<void> {
    await page.getByLabel('New planning note').fill(note);
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByRole('listitem').filter({ hasText: note }).waitFor();
  }

  const inCloud = async (sentence: string): Promise<number> => {
    const rows = await cloud`select id from blocks where content like ${`%${sentence}`} and deleted_at is null`;
    return rows.length;
  };

  test('lands in an organisation that is at work', async () => {
    await page.getByText('Meridian Research').waitFor();
    const projects = page.getByRole('navigation', { name: 'Desk' }).getByRole('list').getByRole('link');
    await projects.first().click();
    await page.waitForURL(/\/projects\//);
    projectUrl = page.url();
  });

  test('the launch key does not stay in the address', () => {
    expect(page.url()).not.toContain('key=');
  });

  test('opens an episode and edits its text; the edit reaches the cloud and outlives a reload', async () => {
    const published = page.getByRole('region', { name: 'Episodes' }).getByRole('link').filter({ hasText: /words/ });
    await published.first().click();
    await page.waitForURL(/\/episodes\//);
    episodeUrl = page.url();
    await write(TYPED);
    await syncState(page, 'up-to-date');
    await expect.poll(() => inCloud(TYPED)).toBe(1);
    await page.reload();
    await goToEnd();
    await text().getByText(TYPED).waitFor();
  });

  test('adds a planning note', async () => {
    await page.goto(projectUrl);
    await addNote(NOTE);
    await syncState(page, 'up-to-date');
  });

  test('goes offline with the switch and goes on working', async () => {
    await setOffline(page, true);
    await syncState(page, 'offline');
    await addNote(NOTE_OFFLINE);
    await page.goto(episodeUrl);
    await write(TYPED_OFFLINE);
    await page.getByTestId('sync-badge').getByText('2 waiting').waitFor();
    expect(await inCloud(TYPED_OFFLINE)).toBe(0);
  });

  test('comes back and sees what waited go out', async () => {
    await page.getByTestId('sync-badge').click();
    const waiting = page.getByRole('list', { name: 'Waiting to be sent' });
    await waiting.getByText('Note').waitFor();
    await expect.poll(() => waiting.getByRole('listitem').count()).toBe(2);
    await page.getByRole('switch', { name: 'Work offline' }).click();
    await waiting.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await syncState(page, 'up-to-date');
    expect(await inCloud(TYPED_OFFLINE)).toBe(1);
    const notes = await cloud`select id from planning_notes where content in (${NOTE}, ${NOTE_OFFLINE})`;
    expect(notes).toHaveLength(2);
  });

  test('presses Generate and watches research, writing and review go by', async () => {
    await page.goto(projectUrl);
    await page.getByRole('button', { name: 'New episode' }).click();
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    for (const stage of ['Research', 'Writing', 'Review']) {
      await page.locator('[aria-current=step]').filter({ hasText: stage }).waitFor({ timeout: 60_000 });
    }
    await page.locator('[data-testid=generation][data-state=idle]').waitFor({ timeout: 60_000 });
  });

  test('reads the result, which used the notes', async () => {
    // The job and the episode are two live queries: their answers are drawn one after the other.
    const title = page.getByRole('textbox', { name: 'Title of the episode' });
    await expect.poll(() => title.inputValue()).not.toBe('');
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    const article = page.getByRole('article', { name: 'Reading view' });
    await article.waitFor();
    const words = ((await article.textContent()) ?? '').split(/\s+/).length;
    expect(words).toBeGreaterThan(300);
    await article.getByRole('heading', { name: 'Sources' }).waitFor();
    const used = await cloud`select status from planning_notes where content = ${NOTE}`;
    expect(used[0]).toMatchObject({ status: 'incorporated' });
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
