import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { pressUntilFocused } from './support/keyboard.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
const NOTE = 'Who else sees these payments?';
const QUESTION = 'What does Pennard Finance know about its borrowers?';

/** Somebody reads an episode, marks what matters, asks about it, and plans what the next one should say. One story. */
describe.skipIf(!canWalk)('reading, and asking', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('reading')));
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
    await page.getByRole('textbox', { name: 'Text of the episode' }).waitFor();
    episodeUrl = page.url();
  });
  afterAll(() => closing.disposeAsync());

  const article = () => page.getByRole('article', { name: 'Reading view' });
  const list = () => page.getByRole('list', { name: 'Highlights' });
  const marked = (words: string) => article().locator('mark').filter({ hasText: words });
  const selected = () => page.evaluate('getSelection().toString()') as Promise<string>;
  const ofCloud = () => cloud`select selected_text, note, colour, user_id from highlights where deleted_at is null`;

  test('by keyboard alone: selects a sentence, highlights it, and writes a note on the next one', async () => {
    await page.keyboard.press('Control+e');
    await article().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const first = await selected();
    expect(first).toMatch(/^It can see, with their consent, .+\.$/);
    // Reads on at once: the highlight that is then made must not take the next selection away.
    await page.keyboard.press('m');
    await page.keyboard.press('j');
    const second = await selected();
    expect(second).not.toBe(first);
    await marked(first).waitFor();
    await page.getByRole('status').getByText(`Highlighted: ${first}`).waitFor();
    expect(await selected()).toBe(second);
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note on the highlight' }).waitFor();
    await page.keyboard.type(NOTE);
    await page.keyboard.press('Enter');
    await list().getByRole('paragraph').filter({ hasText: NOTE }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await marked(first).and(page.locator(':focus')).waitFor();

    await syncState(page, 'up-to-date');
    expect(await ofCloud()).toEqual(
      expect.arrayContaining([
        { selected_text: first, note: '', colour: 'yellow', user_id: 'user_ada' },
        { selected_text: second, note: NOTE, colour: 'yellow', user_id: 'user_ada' },
      ]),
    );
  });

  test('back from editing, and with the side panel unfolded again, the keys read on: no note form opens', async () => {
    const form = page.getByRole('textbox', { name: 'Note on the highlight' });
    const reads = async () => {
      await list().getByRole('paragraph').filter({ hasText: NOTE }).waitFor();
      expect(await form.count()).toBe(0);
    };
    const before = await selected();
    await page.keyboard.press('Control+e');
    await page.getByRole('textbox', { name: 'Text of the episode' }).waitFor();
    await page.keyboard.press('Control+e');
    await article().waitFor();
    await reads();
    await page.keyboard.press('j');
    await expect.poll(selected).toMatch(/\.$/);
    expect(await selected()).not.toBe(before);
    const panel = page.getByRole('button', { name: 'About this episode' });
    await panel.click();
    await list().waitFor({ state: 'hidden' });
    await panel.click();
    await reads();
  });

  // In Electron the engine is a process of its own, which cannot be made to stand still from here.
  test.skipIf(walkHost === 'electron')(
    'a note that is typed on while it is saved keeps its form, and the rest of it',
    async () => {
      const form = page.getByRole('textbox', { name: 'Note on the highlight' });
      const entry = list().getByRole('listitem').filter({ hasText: NOTE });
      const notes = async () => (await ofCloud()).map(({ note }) => note);
      await entry.getByRole('button', { name: 'Actions for this highlight' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Edit the note…' }).click();
      await form.fill(`${NOTE} The banks?`);
      process.kill(pid, 'SIGSTOP');
      await form.press('Enter');
      await form.press('Enter');
      await form.press('End');
      await form.pressSequentially(' All nine?').finally(() => process.kill(pid, 'SIGCONT'));
      await expect.poll(notes, { timeout: 30_000 }).toContain(`${NOTE} The banks?`);
      expect(await form.inputValue()).toBe(`${NOTE} The banks? All nine?`);
      await form.fill(NOTE);
      await form.press('Enter');
      await form.waitFor({ state: 'detached' });
      await expect.poll(notes, { timeout: 30_000 }).toContain(NOTE);
    },
  );

  test('a note that was changed on another desk meanwhile is not replaced unasked', async () => {
    const form = page.getByRole('textbox', { name: 'Note on the highlight' });
    const meanwhile = page.getByRole('alert').filter({ hasText: 'Changed meanwhile to “At home.”' });
    const entry = list().getByRole('listitem').filter({ hasText: NOTE });
    const notes = async () => (await ofCloud()).map(({ note }) => note);
    await syncState(page, 'up-to-date');
    await entry.getByRole('button', { name: 'Actions for this highlight' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Edit the note…' }).click();
    await form.fill('At the desk.');
    await cloud`update highlights set note = 'At home.' where note = ${NOTE}`;
    await meanwhile.waitFor();
    expect(await form.inputValue()).toBe('At the desk.');
    expect(await accessibilityFindings(page)).toEqual([]);
    await form.press('Enter');
    await form.waitFor({ state: 'detached' });
    await expect.poll(notes, { timeout: 30_000 }).toContain('At the desk.');
    await cloud`update highlights set note = ${NOTE} where note = 'At the desk.'`;
    await entry.waitFor();
  });

  test('by mouse, in another colour; a press on the mark finds it in the list, and it can be removed and brought back', async () => {
    const paragraph = article().getByText('The growth came in three parts.');
    await paragraph.click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: 'What is selected' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Highlight in pink' }).click();
    await marked('The growth came').click();
    const words = page.getByRole('button', { name: 'The growth came in three parts.' });
    const entry = list().getByRole('listitem').filter({ has: words });
    await expect
      .poll(() => entry.locator(words).evaluate((button) => button === button.ownerDocument.activeElement))
      .toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
    await pressUntilFocused(page, entry.getByRole('button', { name: 'Actions for this highlight' }));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await marked('The growth came').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await marked('The growth came').waitFor();
  });

  test('what is edited keeps its mark and says so; what is gone says that too', async () => {
    await cloud`update blocks set content = replace(replace(content, 'It can see, with their consent, each payment', 'It sees each payment'), 'The growth came in three parts.', '')`;
    await list().getByText('Edited since').waitFor();
    await marked('It sees each payment').waitFor();
    await list().getByText('These words are not in the text any more').waitFor();
    await marked('The growth came').waitFor({ state: 'detached' });
    // With their words gone, what was written about them stays.
    await list().getByText(NOTE).waitFor();
  });

  test('a block is split at a heading with its marks, and a highlight goes along into the new block', async () => {
    await article().getByText('Twelve lenders and five of the nine banks').click({ clickCount: 3 });
    await page.getByRole('button', { name: 'Highlight in green' }).click();
    await marked('Twelve lenders').waitFor();
    await page.keyboard.press('Control+e');
    // Found, since an editor keeps only what can be seen of a long text in the page; Esc leads to the match.
    await page.keyboard.press('Control+f');
    await page.keyboard.type('The market in brief');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    // Behind the signs of the heading, which are hidden while nobody is in its line.
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await page.keyboard.press('Control+Alt+Enter');
    await page.getByRole('textbox', { name: 'Text block 2 of 2' }).getByText('The market in brief').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Text block 1 of 2' }).count()).toBe(1);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await page.keyboard.press('Control+e');
    await marked('Twelve lenders').waitFor();
    await marked('It sees each payment').waitFor();
    await expect.poll(() => list().getByText('These words are not in the text any more').count()).toBe(1);
    await syncState(page, 'up-to-date');
    const contents =
      await cloud`select content from blocks where content like '%It sees each payment%' or content like '## The market in brief%' order by position`;
    expect(contents.map(({ content }) => /#\s*$/.test(content))).toEqual([false, false]);
  });

  test('a question asked offline waits and says so; online it is answered', async () => {
    await setOffline(page, true);
    await syncState(page, 'offline');
    await page.getByRole('link', { name: 'Ask about this episode' }).click();
    await page.getByRole('textbox', { name: 'First message' }).fill(QUESTION);
    await page.keyboard.press('Enter');
    const question = page.getByRole('listitem', { name: 'Your message' });
    await question.getByText(QUESTION).waitFor();
    await question.locator('[data-testid=answer-state][data-state=waiting-for-network]').waitFor();
    expect(await cloud`select from chat_messages where content = ${QUESTION}`).toHaveLength(0);

    await setOffline(page, false);
    const answer = page.getByRole('listitem', { name: 'Answer', exact: true });
    await answer.getByText('The episode says this about it').waitFor({ timeout: 60_000 });
    await question.getByTestId('answer-state').waitFor({ state: 'detached' });
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('words of the answer become a planning note', async () => {
    const answer = page.getByRole('listitem', { name: 'Answer', exact: true });
    const words = (await answer.getByRole('blockquote').first().textContent())?.trim() ?? '';
    await answer.getByRole('blockquote').first().getByRole('paragraph').click({ clickCount: 3 });
    await answer.getByRole('button', { name: 'Make a note of the selection…' }).click();
    const note = answer.getByRole('textbox', { name: 'Planning note' });
    expect(words).toContain(await note.inputValue());
    await note.press('End');
    await note.pressSequentially(' Ask them.');
    await answer.getByRole('button', { name: 'Add the note' }).click();
    await page.getByText('Noted for the next episode').waitFor();
    await answer.getByRole('button', { name: 'Make a note of the selection…' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('listitem').filter({ hasText: 'Ask them.' }).getByText('Ada Thornton').waitFor();
  });

  test('what is selected in the text can be asked about, and is quoted in the question', async () => {
    await page.goto(episodeUrl);
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await article().getByText('Twelve lenders and five of the nine banks').click({ clickCount: 3 });
    await page.getByRole('button', { name: 'Ask about it' }).click();
    const composer = page.getByRole('textbox', { name: 'First message' });
    await expect.poll(() => composer.inputValue()).toMatch(/^> Twelve lenders and five of the nine banks/);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
