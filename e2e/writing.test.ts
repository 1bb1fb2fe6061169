import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'What a van costs';
const TEXT =
  '## Vans\n\nA van is dear to run.\n\n### Parking\n\nA van is dear to park.\n\n## Kettles\n\nA kettle is cheap.';
const MINE = ' And to insure.';
const SOURCE = 'Van census 2026';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** An episode is written and given to its subscribers, with what stands around the text. One story. */
describe.skipIf(!canWalk)('writing an episode', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('writing', { worker: 'off' })));
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('button', { name: 'New episode' }).click();
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill(EPISODE);
    await page.keyboard.press('Enter');
    await text().click();
    await page.keyboard.insertText(TEXT);
  });
  afterAll(() => closing.disposeAsync());

  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const panel = () => page.getByRole('complementary', { name: 'About this episode' });
  const outline = () => page.getByRole('navigation', { name: 'Outline' });
  const words = () => page.getByTestId('word-count');
  const publishing = (state: string) => page.locator(`[data-testid=publishing][data-state=${state}]`);
  const hasFocus = () =>
    expect.poll(() => text().evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
  const ofCloud = async () => {
    const [row] = await cloud`
      select e.status, e.sources, e.word_count, b.content from episodes e join blocks b on b.episode_id = e.id
      where e.title = ${EPISODE} and b.deleted_at is null`;
    return row;
  };

  test('it says how many words there are, how long they take, and how many are selected', async () => {
    await words().getByText('19 words, 1 min').waitFor();
    await page.keyboard.press('Shift+Home');
    await words().getByText('4 selected').waitFor();
    await page.keyboard.press('ArrowRight');
    await words().getByText('selected').waitFor({ state: 'hidden' });
    await expect.poll(async () => (await ofCloud())?.word_count, SOON).toBe(19);
  });

  test('the outline leads to each heading and knows where the cursor is, by mouse and by keys', async () => {
    const here = outline().locator('[aria-current=location]');
    await here.getByText('Kettles').waitFor();
    await outline().getByRole('button', { name: 'Parking' }).click();
    await hasFocus();
    await here.getByText('Parking').waitFor();
    await page.keyboard.press('Control+Shift+L');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await hasFocus();
    await here.getByText('Vans').waitFor();
    await page.keyboard.press('Control+Shift+L');
    await page.keyboard.press('Escape');
    await hasFocus();
  });

  test('in focus mode nothing is left but the paragraph, and afterwards everything is where it was', async () => {
    await page.keyboard.press('Control+.');
    await panel().waitFor({ state: 'hidden' });
    await page.getByRole('navigation', { name: 'Desk' }).waitFor({ state: 'hidden' });
    await hasFocus();
    const opacity = (line: string) =>
      text()
        .locator('.cm-line')
        .filter({ hasText: line })
        .evaluate((each) => Number(getComputedStyle(each).opacity));
    await expect.poll(() => opacity('Vans')).toBe(1);
    await expect.poll(() => opacity('A kettle is cheap.')).toBeLessThan(1);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Control+.');
    await panel().waitFor();
    await page.getByRole('navigation', { name: 'Desk' }).waitFor();
    await expect.poll(() => opacity('A kettle is cheap.')).toBe(1);
  });

  test("undo takes back one's own words after they were sent and a colleague's came in, and leaves those", async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type(MINE);
    await expect.poll(async () => (await ofCloud())?.content, SOON).toBe(`${TEXT}${MINE}`);
    await cloud`update blocks set content = replace(content, 'dear to park', 'dearer to park')
      where episode_id = (select id from episodes where title = ${EPISODE})`;
    await text().getByText('A van is dearer to park.').waitFor();
    await syncState(page, 'up-to-date');
    const theirs = TEXT.replace('dear to park', 'dearer to park');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await ofCloud())?.content, SOON).toBe(theirs);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(async () => (await ofCloud())?.content, SOON).toBe(`${theirs}${MINE}`);
    await text().getByText('A van is dearer to park.').waitFor();
  });

  test("a colleague's words stand in the reading view too, as they come", async () => {
    await page.keyboard.press('Control+e');
    const reading = page.getByRole('article', { name: 'Reading view' });
    await reading.getByText('A van is dearer to park.').waitFor();
    await cloud`update blocks set content = replace(content, 'dearer to park', 'dear to park')
      where episode_id = (select id from episodes where title = ${EPISODE})`;
    await reading.getByText('A van is dear to park.').waitFor();
    await page.keyboard.press('Control+e');
    await text().getByText('A van is dear to park.').waitFor();
  });

  test('a source is added with how far it can be trusted, corrected, put in order, removed and brought back', async () => {
    const add = async (title: string, steps: number) => {
      await panel().getByRole('button', { name: 'Add a source' }).click();
      await panel().getByLabel('Title', { exact: true }).fill(title);
      const slider = panel().getByRole('slider');
      await slider.focus();
      for (let step = 0; step < Math.abs(steps); step += 1) await slider.press(steps < 0 ? 'ArrowLeft' : 'ArrowRight');
      await panel().getByRole('button', { name: 'Add', exact: true }).click();
      await panel().getByRole('listitem').filter({ hasText: title }).waitFor();
    };
    await add(SOURCE, 8);
    await add('A man in a pub', -8);
    await panel().getByRole('button', { name: 'Add a source' }).and(page.locator(':focus')).waitFor();
    const source = (title: string) => panel().getByRole('listitem').filter({ hasText: title });
    const actions = source(SOURCE).getByRole('button', { name: 'Actions for source 1' });
    await actions.press('Enter');
    await page.getByRole('menuitem', { name: 'Edit…' }).press('Enter');
    await panel().getByLabel('Title', { exact: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await actions.and(page.locator(':focus')).waitFor();
    await source(SOURCE).getByText('High, 90 %').waitFor();
    await source('A man in a pub').getByText('Low, 10 %').waitFor();
    await source('A man in a pub').getByRole('button', { name: 'Actions for source 2' }).click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    const titles = async () =>
      ((await ofCloud())?.sources as { title: string }[] | undefined)?.map(({ title }) => title);
    await expect.poll(titles, SOON).toEqual(['A man in a pub', SOURCE]);
    await source('A man in a pub').getByRole('button', { name: 'Actions for source 1' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.poll(titles, SOON).toEqual([SOURCE]);
    await panel().getByRole('region', { name: 'Sources' }).locator(':focus').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(titles, SOON).toEqual(['A man in a pub', SOURCE]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('it is published, says so when the text is another since, and is taken back to a draft', async () => {
    await publishing('draft').getByText('A draft: subscribers do not have it.').waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await publishing('published')
      .getByText(/^Published /)
      .waitFor();
    await expect.poll(async () => (await ofCloud())?.status, SOON).toBe('PUBLISHED');
    await syncState(page, 'up-to-date');
    expect(await publishing('published').getByText('Changed since it was published.').count()).toBe(0);
    await text().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' And quick.');
    await publishing('published').getByText('Changed since it was published.').waitFor();
    await page.getByRole('button', { name: 'Back to draft' }).click();
    await publishing('draft').waitFor();
    await expect.poll(async () => (await ofCloud())?.status, SOON).toBe('DRAFT');
  });

  test('a subscriber would read it so', async () => {
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    const article = page.getByRole('article', { name: 'Reading view' });
    await article.getByRole('heading', { level: 1, name: EPISODE }).waitFor();
    await article.getByRole('heading', { name: 'Parking' }).waitFor();
    await article.getByText('A kettle is cheap. And to insure. And quick.').waitFor();
    await article.getByRole('listitem').filter({ hasText: SOURCE }).getByText('High, 90 %').waitFor();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
