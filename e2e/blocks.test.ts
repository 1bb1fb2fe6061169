import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'What a kettle costs';
const KETTLES = '## Kettles\n\nKettles are cheap to run.';
const VANS = '## Vans\n\nVans are dear to run, and to park.';
const FERRIES = 'Ferries are another matter.';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** An episode is built of blocks: split, added, moved, joined, thrown away and brought back. One story. */
describe.skipIf(!canWalk)('the blocks of an episode', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('blocks', { worker: 'off' })));
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill(EPISODE);
    await page.keyboard.press('Enter');
    episodeUrl = page.url();
  });
  afterAll(() => closing.disposeAsync());

  const block = (place: number, of: number) =>
    page.getByRole('textbox', { name: `Text block ${place} of ${of}`, exact: true });
  const hasFocus = (place: number, of: number) =>
    expect.poll(() => block(place, of).evaluate((text) => text === text.ownerDocument.activeElement), SOON).toBe(true);
  const act = async (place: number, of: number, action: string) => {
    await page.getByRole('button', { name: `Actions for text block ${place} of ${of}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  /** A heading shows its signs only where the cursor is. */
  const words = (text: string) => text.replaceAll(/[#\n\s]+/g, ' ').trim();
  /** Of the blocks from top to bottom, in the page. */
  const shown = async () =>
    (await page.getByRole('textbox', { name: /^Text (block|of the episode)/ }).allInnerTexts()).map(words);
  const ofCloud = async () => {
    const rows = await cloud`
      select b.content from blocks b join episodes e on e.id = b.episode_id
      where e.title = ${EPISODE} and b.deleted_at is null order by b.position`;
    return rows.map(({ content }) => content.trim());
  };
  const everywhere = async (contents: string[]) => {
    await expect.poll(shown, SOON).toEqual(contents.map(words));
    await expect.poll(ofCloud, SOON).toEqual(contents);
  };

  test('a text is split at the cursor, and a block is added below', async () => {
    await page.getByRole('textbox', { name: 'Text of the episode' }).click();
    await page.keyboard.type(`${KETTLES}\n\n${VANS}`);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+Alt+Enter');
    await hasFocus(2, 2);
    await act(2, 2, 'Add a block below');
    await hasFocus(3, 3);
    await page.keyboard.type(FERRIES);
    await everywhere([KETTLES, VANS, FERRIES]);
    // Nobody has generated it before.
    await page.getByRole('button', { name: 'Generate', exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('a split is taken back by the button of its message', async () => {
    await block(3, 3).press('Home');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Control+Alt+Enter');
    await hasFocus(4, 4);
    await everywhere([KETTLES, VANS, 'Ferries', 'are another matter.']);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await everywhere([KETTLES, VANS, FERRIES]);
  });

  test('a split is taken back into its own block, also when a colleague has put another between', async () => {
    const ships = 'Ships carry more.';
    await block(3, 3).press('Home');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Control+Alt+Enter');
    await everywhere([KETTLES, VANS, 'Ferries', 'are another matter.']);
    // A message stays while the hand is on it.
    await page.getByRole('button', { name: 'Undo' }).last().hover();
    await cloud`
      insert into blocks (organization_id, episode_id, content, position)
      select organization_id, episode_id, ${ships}, position + 0.001 from blocks
      where content = 'Ferries' and deleted_at is null`;
    await everywhere([KETTLES, VANS, 'Ferries', ships, 'are another matter.']);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await everywhere([KETTLES, VANS, FERRIES, ships]);
    await cloud`update blocks set deleted_at = now() where content = ${ships}`;
    await everywhere([KETTLES, VANS, FERRIES]);
  });

  test('blocks move by keys, by the menu and by their handle, and the cursor moves along', async () => {
    await block(3, 3).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+ArrowUp');
    await everywhere([KETTLES, FERRIES, VANS]);
    await hasFocus(2, 3);
    await page.keyboard.press('Alt+ArrowUp');
    await everywhere([FERRIES, KETTLES, VANS]);
    // At the top it stays where it is.
    await page.keyboard.press('Alt+ArrowUp');
    await hasFocus(1, 3);
    await act(1, 3, 'Move down');
    await everywhere([KETTLES, FERRIES, VANS]);
    const box = await block(1, 3).boundingBox();
    await block(3, 3).hover();
    await page
      .getByRole('button', { name: 'Drag text block 3 of 3', includeHidden: true })
      .dragTo(block(1, 3), { targetPosition: { x: (box?.width ?? 0) / 2, y: 4 } });
    await everywhere([VANS, KETTLES, FERRIES]);
  });

  test('the frame of the text stands still when a menu beside it is used', async () => {
    const sideways = await page.getByRole('main').evaluate((main) => {
      const wide = [main, ...main.querySelectorAll('*')].filter((each) => each.scrollWidth > each.clientWidth);
      return wide.filter((each) => getComputedStyle(each).overflowX === 'auto').map((each) => each.className);
    });
    expect(sideways).toEqual([]);
  });

  test('two blocks are joined, with the cursor where they meet', async () => {
    await block(3, 3).click();
    await page.keyboard.press('Control+Alt+Backspace');
    await hasFocus(2, 2);
    await page.keyboard.type('At sea: ');
    await everywhere([VANS, `${KETTLES}\n\nAt sea: ${FERRIES}`]);
  });

  test('a block that is thrown away comes back by undo, and from the bin, to its place', async () => {
    await act(1, 2, 'Move to the bin');
    await expect.poll(ofCloud, SOON).toEqual([`${KETTLES}\n\nAt sea: ${FERRIES}`]);
    const left = page.getByRole('textbox', { name: 'Text of the episode' });
    await left.and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await everywhere([VANS, `${KETTLES}\n\nAt sea: ${FERRIES}`]);

    await act(1, 2, 'Move to the bin');
    await left.waitFor();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Bin' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Vans are dear' })
      .getByRole('button', { name: 'Restore' })
      .click();
    await page.goBack();
    await everywhere([VANS, `${KETTLES}\n\nAt sea: ${FERRIES}`]);
  });

  test('all of it outlives a new start of the page', async () => {
    await syncState(page, 'up-to-date');
    await page.goto(episodeUrl);
    await block(2, 2).waitFor();
    await everywhere([VANS, `${KETTLES}\n\nAt sea: ${FERRIES}`]);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
