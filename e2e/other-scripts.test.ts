import type { Locator, Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'أسعار الشحن في الميناء 2026';
const NOTE = 'اسأل عن 3 موانئ: Rotterdam (2025)';
const EPISODE = 'الحلقة الأولى: 12 ميناء';
const SENTENCE = 'تكلف الحاوية 1,200 دولار في Felixstowe، مقابل 900 في 横浜.';
const TEXT = `## الميناء\n\n${SENTENCE}\n\n> نعم، قال المدير.\n\n- بند\n- item\n\n| البلد | السعر |\n|---|---|\n| مصر | 12 |\n| Japan | 34 |`;
const SOURCE = 'هيئة الموانئ 2026';

/** A desk whose people write Arabic, with Latin words and numbers in it: shown from the right wherever it stands. One story. */
describe.skipIf(!canWalk)('a text that is read from the right', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('scripts', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const main = () => page.getByRole('main');
  const fromTheRight = async (...shown: Locator[]) => {
    for (const each of shown) {
      await each.waitFor();
      expect(await each.evaluate((element) => getComputedStyle(element).direction), String(each)).toBe('rtl');
    }
  };
  /** Where words of it begin and end on the screen. */
  const placeOf = (shown: Locator, words: string) =>
    shown.evaluate((element, wanted) => {
      const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = element.ownerDocument.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, right } = range.getBoundingClientRect();
        return { left, right };
      }
      throw new Error(`${wanted} is not in it`);
    }, words);
  /** Each of them stands left of the one before. */
  const leftwards = async (shown: Locator, ...words: string[]) => {
    for (const [index, word] of words.entries()) {
      const [before] = words.slice(Math.max(0, index - 1));
      if (before === undefined || index === 0) continue;
      expect((await placeOf(shown, word)).right, `${word} after ${before}`).toBeLessThanOrEqual(
        (await placeOf(shown, before)).left + 1,
      );
    }
  };

  test('a project and a note: in the sidebar, the bar, the panel and on the board', async () => {
    await main().getByRole('button', { name: 'New project' }).click();
    await page.getByLabel('The question').fill(PROJECT);
    await fromTheRight(page.getByLabel('The question'));
    await page.getByRole('button', { name: 'Make the project' }).click();
    await page.getByLabel('New planning note').fill(NOTE);
    await fromTheRight(page.getByLabel('New planning note'));
    await page.getByRole('button', { name: 'Add note' }).click();
    const note = main().getByRole('listitem').filter({ hasText: NOTE });
    await fromTheRight(
      main().getByRole('heading', { level: 1, name: PROJECT }),
      desk().getByText(PROJECT),
      note.getByText(NOTE),
    );
    await leftwards(note.getByText(NOTE), 'اسأل', '3', 'Rotterdam');
    await main().getByRole('link', { name: 'Board', exact: true }).click();
    await fromTheRight(page.getByRole('button', { name: NOTE, exact: true }));
    await page.getByLabel('Filter notes').fill('اسأل');
    await fromTheRight(page.getByLabel('Filter notes'), page.getByRole('button', { name: NOTE, exact: true }));
    await page.getByLabel('Filter notes').fill('');
  });

  test('an episode: its title, each part of its text while it is written, its outline and its sources', async () => {
    await main().getByRole('link', { name: 'Episodes', exact: true }).click();
    await main().getByRole('button', { name: 'New episode' }).click();
    const title = page.getByRole('textbox', { name: 'Title of the episode' });
    await title.fill(EPISODE);
    await page.keyboard.press('Enter');
    const text = page.getByRole('textbox', { name: 'Text of the episode' });
    await text.click();
    await page.keyboard.insertText(TEXT);
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByLabel('Title', { exact: true }).fill(SOURCE);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const line = (words: string) => text.locator('.cm-line').filter({ hasText: words });
    await fromTheRight(title, line('الميناء'), line('Felixstowe'), line('المدير'), line('بند'));
    // All rows of a table in the direction of its head: "Japan" stands below "مصر".
    await fromTheRight(line('البلد'), line('Japan'));
    await fromTheRight(
      page.getByRole('navigation', { name: 'Outline' }).getByText('الميناء'),
      main().getByText(SOURCE),
    );
    expect(await line('item').evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
    await leftwards(line('Felixstowe'), '1,200', 'Felixstowe', '900', '横浜');
    episodeUrl = page.url();
  });

  test('reading: quotes, lists and tables too, and numbers are not turned round', async () => {
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    const article = page.getByRole('article', { name: 'Reading view' });
    await fromTheRight(
      article.getByRole('heading', { name: EPISODE }),
      article.getByRole('heading', { name: 'الميناء', exact: true }),
      article.getByText(SENTENCE),
      article.getByRole('blockquote'),
      article.getByRole('listitem').filter({ hasText: 'بند' }),
      article.getByRole('table'),
    );
    await leftwards(article.getByText(SENTENCE), '1,200', 'Felixstowe', '900', '横浜');
    // In a number the first digit stays the left one.
    const sentence = article.getByText(SENTENCE);
    expect((await placeOf(sentence, '1,')).left).toBeLessThan((await placeOf(sentence, '200')).left);
    const table = article.getByRole('table');
    expect((await placeOf(table, '12')).right).toBeLessThan((await placeOf(table, 'مصر')).left);
    for (const words of ['مصر', 'Japan']) {
      const side = (await placeOf(table, 'البلد')).right;
      expect(Math.abs((await placeOf(table, words)).right - side), words).toBeLessThan(2);
    }
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('search finds it as it is typed, in the palette and on its page', async () => {
    await desk().getByRole('link', { name: 'Projects' }).click();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: 'Search or do' });
    await palette.pressSequentially('الشح');
    await fromTheRight(palette, page.getByRole('option').getByText(PROJECT).first());
    await palette.fill('الحلق');
    await page.getByRole('option').filter({ hasText: EPISODE }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Title of the episode' }).waitFor();
    expect(page.url()).toBe(episodeUrl);

    await desk().getByRole('link', { name: 'Search' }).click();
    const field = page.getByRole('combobox', { name: 'Search projects, episodes, texts and notes' });
    await field.pressSequentially('مواني');
    const hit = page.getByRole('option').filter({ hasText: 'Rotterdam' });
    await fromTheRight(field, hit.getByText('Rotterdam'));
    await field.fill('横浜');
    await page.getByRole('option').filter({ hasText: 'Felixstowe' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the cloud has every sign of it, and so has the page after a new start', async () => {
    await syncState(page, 'up-to-date');
    expect(
      await cloud`
        select p.title as project, n.content as note, e.title as episode, b.content as text
        from projects p join planning_notes n on n.project_id = p.id join episodes e on e.project_id = p.id
          join blocks b on b.episode_id = e.id
        where p.title = ${PROJECT} and e.title = ${EPISODE} and b.deleted_at is null`,
    ).toEqual([{ project: PROJECT, note: NOTE, episode: EPISODE, text: TEXT }]);
    await page.goto(new URL('/', episodeUrl).href);
    const row = main().getByRole('listitem').filter({ hasText: PROJECT });
    await fromTheRight(row.getByText(PROJECT));
    // The count beside the name is not drawn into it.
    await row.getByText(/^\d episodes?, 1 note waiting/).waitFor();
    const name = await placeOf(row, PROJECT);
    expect((await placeOf(row, '1 note waiting')).left).toBeGreaterThan(name.right);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
