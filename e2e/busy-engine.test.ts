import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type HeldEngine, holdEngine } from './support/held-engine.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'What a ferry waits for';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** Writing while the engine takes its time, or cannot read: the cursor is where the typing goes on, and no word goes elsewhere. One story. */
describe.skipIf(!canWalk || walkHost === 'electron')('an episode with an engine that is busy', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let cloud: postgres.Sql;
  let engine: HeldEngine;

  beforeAll(async () => {
    const story = closing.use(await beginStory('busy-engine', { worker: 'off' }));
    cloud = story.cloud;
    page = await story.page.context().newPage();
    engine = await holdEngine(page);
    const url = new URL(story.page.url());
    // A tab has a key of its own.
    url.searchParams.set('key', await story.page.evaluate("sessionStorage.getItem('showrunner.key') ?? ''"));
    await page.goto(url.href);
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill(EPISODE);
    await page.keyboard.press('Enter');
  });
  afterAll(() => closing.disposeAsync());

  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const block = (place: number, of: number) =>
    page.getByRole('textbox', { name: `Text block ${place} of ${of}`, exact: true });
  const saved = () => page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  const act = async (label: string, action: string) => {
    await page.getByRole('button', { name: `Actions for ${label}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const ofCloud = async () => {
    const rows = await cloud`
      select b.content from blocks b join episodes e on e.id = b.episode_id
      where e.title = ${EPISODE} and b.deleted_at is null order by b.position`;
    return rows.map(({ content }) => content.trim());
  };

  test('where the last block was, the keyboard goes on, and pressed twice it begins one text', async () => {
    await act('text of the episode', 'Move to the bin');
    const begin = page.getByRole('button', { name: 'Begin to write' });
    await begin.and(page.locator(':focus')).waitFor();
    engine.hold('block.create');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    engine.release();
    await text().and(page.locator(':focus')).waitFor();
    await page.keyboard.type('The tide.');
    await saved();
    await expect.poll(ofCloud, SOON).toEqual(['The tide.']);
    expect(engine.commands.filter((name) => name === 'block.create')).toEqual(['block.create']);
  });

  test('what is typed while two blocks are joined goes to the text that stays', async () => {
    await act('text of the episode', 'Add a block below');
    await block(2, 2).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('The captain.');
    engine.hold('block.join');
    await page.keyboard.press('Control+Alt+Backspace');
    await block(1, 2).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(' The fog.');
    engine.release();
    await text().waitFor();
    await page.keyboard.type(' The ice.');
    await expect.poll(ofCloud, SOON).toEqual(['The tide. The fog. The ice.\n\nThe captain.']);
  });

  test('a join that is refused gives the cursor back', async () => {
    await act('text of the episode', 'Add a block below');
    await block(2, 2).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('The cook.');
    engine.hold('block.join');
    await page.keyboard.press('Control+Alt+Backspace');
    await block(1, 2).and(page.locator(':focus')).waitFor();
    await cloud`update blocks set deleted_at = now() where content like 'The tide.%'`;
    await text().filter({ hasText: 'The cook.' }).waitFor();
    engine.release();
    await page.getByText('There is no block before this one').waitFor();
    await page.keyboard.type(' The mate.');
    await expect.poll(ofCloud, SOON).toEqual(['The cook. The mate.']);
  });

  test('a block that a colleague removes while it is typed in comes back with its words and the cursor, and is saved', async () => {
    engine.hold('block.edit');
    await page.keyboard.type(' The mail.');
    await cloud`update blocks set deleted_at = now() where content = 'The cook. The mate.'`;
    await page.getByRole('button', { name: 'Begin to write' }).waitFor();
    engine.release();
    await text().and(page.locator(':focus')).waitFor();
    await saved();
    await page.keyboard.type(' The coal.');
    await expect.poll(ofCloud, SOON).toEqual(['The cook. The mate. The mail. The coal.']);
  });

  test('what cannot be read again says so, stays and is typed on', async () => {
    engine.fail('episodes.get', 'blocks.of_episode');
    await page.keyboard.type(' The rope.');
    await expect.poll(ofCloud, SOON).toEqual(['The cook. The mate. The mail. The coal. The rope.']);
    await text().and(page.locator(':focus')).waitFor();
    await page.getByRole('alert').getByText('What others change in this text may not be shown').waitFor();
  });

  test('what cannot be read at first is not said to be gone, and is there as soon as it can be', async () => {
    const why = page.getByRole('alert').getByText('The local database cannot be used.');
    await page.reload();
    await why.waitFor();
    expect(await page.getByText('is not here').count()).toBe(0);
    engine.release();
    await text().waitFor();
    const episode = page.url();

    engine.fail('blocks.of_episode');
    await page.reload();
    await why.waitFor();
    engine.release();
    await text().waitFor();

    engine.fail('projects.get', 'conflicts.open', 'attention.list');
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByText('This project cannot be read just now').waitFor();
    await why.waitFor();
    for (const path of ['/conflicts', '/attention']) {
      await page.goto(new URL(path, episode).href);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await why.waitFor();
    }
    engine.release();
  });
});
