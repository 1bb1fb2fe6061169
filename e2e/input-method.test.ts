import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import type { Complaints } from './support/desk-page.ts';
import { InputMethod } from './support/input-method.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const RENAMED = 'The future of UK fintech, and of ports';
const EPISODE = '港の料金';
const NOTE = '横浜港の料金を調べる';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** Somebody writes Japanese: signs are composed before they are chosen, and the Enter that chooses them is nobody else's. One story. */
describe.skipIf(!canWalk)('an input method', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let method: InputMethod;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('input-method', { worker: 'off' })));
    method = await InputMethod.of(page);
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
  });
  afterAll(() => closing.disposeAsync());

  const composed = async (signs: string, chosen: string) => {
    for (let length = 1; length <= signs.length; length += 1) await method.compose(signs.slice(0, length));
    await method.compose(chosen);
    await method.enter();
  };
  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const lines = () => text().locator('.cm-line').allTextContents();
  const ofCloud = async () => {
    const rows = await cloud`
      select b.content from blocks b join episodes e on e.id = b.episode_id
      where e.title = ${EPISODE} and b.deleted_at is null`;
    return rows.map(({ content }) => content);
  };

  test('a note is not added by the Enter that chooses its signs, but by the next one', async () => {
    const composer = page.getByLabel('New planning note');
    await composer.click();
    await composed('よこはま', '横浜');
    expect(await composer.inputValue()).toBe('横浜');
    await method.choose('横浜');
    await composed('こうのりょうきん', '港の料金');
    await method.choose('港の料金');
    await method.choose('を調べる');
    expect(await composer.inputValue()).toBe(NOTE);
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByRole('listitem').filter({ hasText: NOTE }).waitFor();
    await expect
      .poll(() => cloud`select content from planning_notes where content like '横浜%'`, SOON)
      .toEqual([{ content: NOTE }]);
  });

  test('the Escape that dismisses its candidates does not close the form over what was written', async () => {
    await page.getByRole('link', { name: 'Open the board' }).click();
    await page.getByRole('button', { name: NOTE, exact: true }).click();
    const note = page.getByRole('textbox', { name: 'Edit the note' });
    await composed('とうきょう', '東京');
    await method.escape();
    expect(await note.inputValue()).toBe(`${NOTE}東京`);
    await method.choose('も');
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Episodes' }).click();
  });

  test('a title keeps its field until it is whole', async () => {
    await page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
    const title = page.getByRole('textbox', { name: 'Title of the episode' });
    await title.click();
    await composed('みなと', '港');
    expect(await title.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await method.choose('港');
    await composed('のりょうきん', 'の料金');
    await method.choose('の料金');
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByText(EPISODE).first().waitFor();
    await expect
      .poll(() => cloud`select count(*)::int as n from episodes where title = ${EPISODE}`, SOON)
      .toEqual([{ n: 1 }]);
  });

  test("in a text nothing is lost, though a colleague's words come in the middle of a composition", async () => {
    await text().click();
    await method.choose('東京は高い。');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(ofCloud, SOON).toEqual(['東京は高い。\n\n']);
    await composed('よこはま', '横浜');
    await cloud`
      update blocks set content = replace(content, '東京は高い。', '東京は高い。大阪も高い。')
      where episode_id = (select id from episodes where title = ${EPISODE})`;
    await cloud`update projects set title = ${RENAMED} where title = ${PROJECT}`;
    await page.getByRole('main').getByRole('link', { name: RENAMED }).waitFor();
    // What came before that is here too, and waits: nothing is moved under somebody's signs.
    await method.compose('横浜は');
    expect(await lines()).toEqual(['東京は高い。', '', '横浜は']);
    await method.choose('横浜は安い。');
    await expect.poll(lines, SOON).toEqual(['東京は高い。大阪も高い。', '', '横浜は安い。']);
    await expect.poll(ofCloud, SOON).toEqual(['東京は高い。大阪も高い。\n\n横浜は安い。']);
    await page.keyboard.type(' OK');
    await expect.poll(lines, SOON).toEqual(['東京は高い。大阪も高い。', '', '横浜は安い。 OK']);
  });

  test('search waits for the signs to be chosen before an Enter opens anything, and finds words within a sentence', async () => {
    const { href } = new URL(page.url());
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: 'Search or do' });
    // Signs go to what has the focus, which is here with the palette.
    await palette.click();
    await composed('りょうきん', '料金');
    await page.getByRole('option').filter({ hasText: NOTE }).waitFor();
    expect(page.url()).toBe(href);
    await method.choose('料金');
    expect(await palette.inputValue()).toBe('料金');
    await page.getByRole('option').filter({ hasText: EPISODE }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  test('a question to the chat is not sent by it', async () => {
    await page.getByRole('link', { name: 'Ask about this episode' }).click();
    const composer = page.getByRole('textbox', { name: 'First message' });
    await composer.click();
    await composed('よこはま', '横浜');
    expect(await composer.inputValue()).toBe('横浜');
    await method.choose('横浜は？');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem', { name: 'Your message' }).getByText('横浜は？').waitFor();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
