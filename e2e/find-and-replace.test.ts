import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
const BEFORE = 'The zorb was late. Nobody had asked for a Zorb.';
const AFTER = 'Twenty zorbs came at once.';

/** A word that stands in several blocks is found, replaced in all of them in one stroke, and comes back in one. One story. */
describe.skipIf(!canWalk)('find and replace over all blocks', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('find', { worker: 'off' })));
    for (const [position, content] of [
      [1, BEFORE],
      [2, AFTER],
    ] as const) {
      await cloud`
        insert into blocks (organization_id, episode_id, position, content)
        select organization_id, id, ${position}, ${content} from episodes where title = ${EPISODE}`;
    }
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
    await block(AFTER).waitFor();
  });
  afterAll(() => closing.disposeAsync());

  const block = (words: string) =>
    page.getByRole('textbox', { name: /^Text block \d of 3$/ }).filter({ hasText: words });
  const panel = () => page.getByRole('search', { name: 'Find in the text' });
  const inCloud = async () => {
    const rows = await cloud`
      select b.content from blocks b join episodes e on e.id = b.episode_id where e.title = ${EPISODE} and b.position < 5 order by b.position`;
    return rows.map(({ content }) => content);
  };
  const replaced = ['The kite was late. Nobody had asked for a kite.', 'Twenty kites came at once.'];

  test('finds each place, whatever its case, and says which one it stands at', async () => {
    await block(BEFORE).click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('zorb');
    await panel().getByText('3 found').waitFor();
    await page.keyboard.press('Enter');
    await panel()
      .getByText(/^[123] of 3$/)
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('brings a match far below into view, and the frame around the text stands still', async () => {
    await panel().getByRole('textbox', { name: 'Find', exact: true }).fill('What to watch');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Text block 3 of 3' }).getByText('What to watch').waitFor();
    const top = async () => (await page.getByRole('navigation', { name: 'Desk' }).boundingBox())?.y;
    expect(await top()).toBe(0);
    await panel().getByRole('textbox', { name: 'Find', exact: true }).fill('zorb');
    await page.keyboard.press('Enter');
    await panel().getByText('of 3').waitFor();
  });

  test('replaces in all blocks in one stroke', async () => {
    await panel().getByRole('textbox', { name: 'Replace with' }).fill('kite');
    await panel().getByRole('button', { name: 'Replace all' }).click();
    for (const words of replaced) await block(words).waitFor();
    await page.keyboard.press('Escape');
    await syncState(page, 'up-to-date');
    await expect.poll(inCloud).toEqual(replaced);
  });

  test.each([
    ['keys', () => page.keyboard.press('Control+z'), () => page.keyboard.press('Control+y')],
    ['the menu of the app', () => fromMenu('historyUndo'), () => fromMenu('historyRedo')],
  ])('one undo by %s takes all of it back, and one redo does it again', async (_, undo, redo) => {
    // By more than its first word: the long block has "twenty" too, whenever that line is drawn.
    await block('kites came at once').click();
    await undo();
    for (const words of [BEFORE, AFTER]) await block(words).waitFor();
    await redo();
    for (const words of replaced) await block(words).waitFor();
    await syncState(page, 'up-to-date');
    await expect.poll(inCloud).toEqual(replaced);
  });

  /** What a menu's "Undo" does in the page, by the specification of input events: no key, one event at the focused text. */
  async function fromMenu(inputType: string): Promise<void> {
    await page.evaluate(
      `document.activeElement.dispatchEvent(new InputEvent('beforeinput', { inputType: '${inputType}', bubbles: true, cancelable: true }))`,
    );
  }

  test('a block that comes while the panel is open has its matches found and replaced as the others', async () => {
    const late = (words: string) =>
      page.getByRole('textbox', { name: /^Text block \d of 4$/ }).filter({ hasText: words });
    await page.keyboard.press('Control+f');
    await panel().getByRole('textbox', { name: 'Find', exact: true }).fill('kite');
    await panel().getByRole('textbox', { name: 'Replace with' }).fill('gull');
    await panel().getByText('3 found').waitFor();
    await cloud`
      insert into blocks (organization_id, episode_id, position, content)
      select organization_id, id, 3, 'A kite on the roof, and a kite on the van.' from episodes where title = ${EPISODE}`;
    await late('on the roof').locator('.cm-searchMatch').nth(1).waitFor();
    await panel().getByText('5 found').waitFor();
    await late('on the roof').press('Home');
    await panel().getByRole('textbox', { name: 'Find', exact: true }).press('Enter');
    await panel().getByText('4 of 5').waitFor();
    await panel().getByRole('button', { name: 'Replace', exact: true }).click();
    await late('A gull on the roof, and a kite on the van.').waitFor();
    await panel().getByRole('button', { name: 'Replace all' }).click();
    await page.keyboard.press('Escape');
    await syncState(page, 'up-to-date');
    await expect
      .poll(inCloud)
      .toEqual([
        'The gull was late. Nobody had asked for a gull.',
        'Twenty gulls came at once.',
        'A gull on the roof, and a gull on the van.',
      ]);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
