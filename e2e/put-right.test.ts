import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const TEXT = 'The first line.\n\nThe second is unheard.';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** Edits that the cloud refuses, and a conflict: put right here, where nothing is lost and the keyboard goes on. One story. */
describe.skipIf(!canWalk)('what needs a person', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;
  let episode = '';

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('put-right', { worker: 'off' })));
    await cloud`alter table planning_notes add constraint unheard check (content not like '%unheard%') not valid`;
    await cloud`alter table blocks add constraint unheard check (content not like '%unheard%') not valid`;
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const openProject = () => desk().getByRole('link', { name: PROJECT }).click();
  const refused = (words: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: words });
  const openRefused = () => page.getByRole('link', { name: /Needs attention/ }).click();
  const sendAgain = (name: RegExp) => page.getByRole('textbox', { name });
  const hasFocus = () => page.locator('main :focus, main:focus').first().waitFor();
  const note = () => page.getByRole('textbox', { name: 'Edit the note' });
  const meanwhile = () => page.getByRole('alert').filter({ hasText: 'Changed meanwhile' });
  const whileNothingAnswers = async (run: () => Promise<void>) => {
    process.kill(pid, 'SIGSTOP');
    await run().finally(() => process.kill(pid, 'SIGCONT'));
  };
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('showrunner.typed.')));

  test('a note that is being put right keeps its words when it is edited elsewhere, and says what stands there', async () => {
    await openProject();
    await page.getByRole('textbox', { name: 'New planning note' }).fill('An unheard wish');
    await page.keyboard.press('Enter');
    await openRefused();
    await refused('An unheard wish').getByRole('button', { name: 'Edit…' }).click();
    await sendAgain(/The text/).fill('A wish, half');
    await openProject();
    await page.getByRole('button', { name: 'Note actions: An unheard wish' }).click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await note().fill('Another unheard wish');
    await note().press('Enter');
    await note().waitFor({ state: 'detached' });
    await openRefused();
    await meanwhile().filter({ hasText: 'Another unheard wish' }).waitFor(SOON);
    expect(await sendAgain(/The text/).inputValue()).toBe('A wish, half');
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('what is sent cannot be typed on behind it, and the keyboard goes on from where it was', async () => {
    await whileNothingAnswers(async () => {
      await page.getByRole('button', { name: 'Save and send' }).press('Enter');
      await sendAgain(/The text/).press('End');
      await sendAgain(/The text/).pressSequentially(', lost');
      expect(await sendAgain(/The text/).inputValue()).toBe('A wish, half');
    });
    await sendAgain(/The text/).waitFor({ state: 'detached' });
    await hasFocus();
    await expect
      .poll(() => cloud`select content from planning_notes where content like '%wish%'`, SOON)
      .toEqual([{ content: 'A wish, half' }]);
    expect(await kept()).toEqual([]);
  });

  test('a text that is put right keeps what was typed in the episode since', async () => {
    const text = page.getByRole('textbox', { name: 'Text of the episode' });
    await openProject();
    await page.getByRole('button', { name: 'New episode' }).click();
    await text.click();
    await page.keyboard.insertText(TEXT);
    episode = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await openRefused();
    await refused('unheard').getByRole('button', { name: 'Edit…' }).click();
    await sendAgain(/The text/).fill(TEXT.replace('unheard', 'heard'));
    await refused('unheard').or(refused('heard')).getByRole('link', { name: 'Open the episode' }).click();
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('Since.\n\n');
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await openRefused();
    await sendAgain(/The text/).waitFor(SOON);
    expect(await sendAgain(/The text/).inputValue()).toBe(TEXT.replace('unheard', 'heard'));
    await page.getByRole('button', { name: 'Save and send' }).click();
    await expect
      .poll(() => cloud`select content from blocks where episode_id = ${episode}`, SOON)
      .toEqual([{ content: `Since.\n\n${TEXT.replace('unheard', 'heard')}` }]);
    expect(await kept()).toEqual([]);
  });

  test('what the clipboard does not take is said to be here still', async () => {
    await openProject();
    await page.getByRole('textbox', { name: 'New planning note' }).fill('One more unheard wish');
    await page.keyboard.press('Enter');
    await openRefused();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    });
    await refused('One more unheard wish').getByRole('button', { name: 'Copy' }).click();
    await page.getByText('This could not be copied').waitFor();
    await refused('One more unheard wish').getByRole('button', { name: 'Discard…' }).click();
    await page.getByRole('button', { name: 'Discard it' }).press('Enter');
    await page.getByText('Nothing here').waitFor();
    await hasFocus();
  });

  test('a text of one’s own out of both versions is accepted as it stands, and the keyboard goes on', async () => {
    const title = page.getByRole('textbox', { name: 'Title of the episode' });
    const both = page.getByRole('textbox', { name: 'The text that both get' });
    const titles = () => cloud`select title from episodes where id = ${episode}`;
    await page.goto(new URL(`/episodes/${episode}`, page.url()).href);
    await title.waitFor();
    await setOffline(page, true);
    await title.fill('Mine');
    await title.press('Enter');
    await cloud`update episodes set title = 'Theirs' where id = ${episode}`;
    await setOffline(page, false);
    await page.getByRole('link', { name: /Conflicts/ }).click();
    await page.getByRole('button', { name: 'Write it from both…' }).click();
    await both.fill('Mine and theirs');
    await whileNothingAnswers(async () => {
      await page.getByRole('button', { name: 'Accept this text' }).press('Enter');
      await both.press('End');
      await both.pressSequentially(', lost');
      expect(await both.inputValue()).toBe('Mine and theirs');
    });
    await page.getByText('Nothing to decide').waitFor();
    await hasFocus();
    await syncState(page, 'up-to-date');
    expect(await titles()).toEqual([{ title: 'Mine and theirs' }]);
    expect(await kept()).toEqual([]);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
