import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';

import { holdEngine } from './support/held-engine.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const WORDS = 'Two tabs, and one of them is being typed in.';

/** One desk in two tabs of a browser: what is typed in one is sent by it alone, until it is gone. */
describe.skipIf(!canWalk || walkHost === 'electron')('two tabs', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episode: { id: string };

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('two-tabs', { worker: 'off' })));
    const [published] = await cloud<(typeof episode)[]>`
      select e.id from episodes e join blocks b on b.episode_id = e.id
      where b.content <> '' and e.deleted_at is null order by e.published_at limit 1`;
    if (published === undefined) throw new Error('the demo has no episode with a text');
    episode = published;
  });
  afterAll(() => closing.disposeAsync());

  /** With the launch key, which a tab that a person opens by hand has from its address. */
  const anotherTab = async () => {
    const tab = await page.context().newPage();
    const key = await page.evaluate(() => sessionStorage.getItem('showrunner.key'));
    await tab.addInitScript((own) => sessionStorage.setItem('showrunner.key', own ?? ''), key);
    return tab;
  };
  const drafts = (at: Page) =>
    at.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('showrunner.draft.')).length);
  const textOf = (at: Page) => at.getByRole('textbox', { name: 'Text of the episode' });
  const inCloud = async () => {
    const rows = await cloud<{ content: string }[]>`
      select content from blocks where episode_id = ${episode.id} and content like ${`%${WORDS}%`}`;
    return rows.map(({ content }) => content.split(WORDS).length - 1);
  };

  test('what is being typed in one is not sent by the other, and is taken up by it when the first is gone', async () => {
    const first = await anotherTab();
    const engine = await holdEngine(first);
    engine.hold('block.edit');
    await first.goto(new URL(`/episodes/${episode.id}`, page.url()).href);
    await textOf(first).click();
    await first.keyboard.press('Control+End');
    await first.keyboard.press('Enter');
    await first.keyboard.type(WORDS);
    await expect.poll(() => drafts(first)).toBe(1);

    await page.goto(new URL(`/episodes/${episode.id}`, page.url()).href);
    await textOf(page).waitFor();
    await syncState(page, 'up-to-date');
    await page.reload();
    await textOf(page).waitFor();
    await syncState(page, 'up-to-date');
    expect(await textOf(page).getByText(WORDS).count()).toBe(0);
    expect(await inCloud()).toEqual([]);
    expect(await drafts(page)).toBe(1);

    await first.close();
    await page.reload();
    await textOf(page).getByText(WORDS).waitFor();
    await expect.poll(() => drafts(page)).toBe(0);
    await expect.poll(inCloud, { timeout: 30_000 }).toEqual([1]);
  });

  test('a tab that was duplicated is one of its own: it neither shows nor sends what is being typed in the first', async () => {
    const opened = page.waitForEvent('popup');
    await page.evaluate((path) => void window.open(path), `/episodes/${episode.id}`);
    const copy = await opened;
    await textOf(copy).waitFor();
    const nameOf = (at: Page) => at.evaluate(() => sessionStorage.getItem('showrunner.page'));
    // The copy finds out within seconds that the name is taken.
    await expect.poll(async () => (await nameOf(copy)) === (await nameOf(page)), { timeout: 30_000 }).toBe(false);
    await copy.close();
    expect(complaints.list).toEqual([]);
  });
});
