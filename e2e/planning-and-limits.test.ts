import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS_PAGE } from '../shared/ipc/questions.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { startDemoWorker } from './support/demo-worker.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const NOTE = 'Ask three lenders what they would not fund today';

/** Notes are caught and moved by keys alone; the day's limit holds a generation back, and an admin lets it go: one story. */
describe.skipIf(!canWalk)('planning by keyboard, and an admin who raises the limit', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let folders: { data: string; temporary: string };
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, folders, cloud } = closing.use(await beginStory('planning', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
  const card = () => page.getByRole('button', { name: NOTE, exact: true });
  const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor();

  test('a note is caught from anywhere, offline, without the mouse', async () => {
    await desk().getByRole('link', { name: PROJECT }).click();
    await setOffline(page, true);
    await page.keyboard.press('Control+j');
    await page.getByRole('textbox', { name: 'Quick note' }).fill(NOTE);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open the board' }).click();
    await column('Pending').getByRole('button', { name: NOTE, exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('after a note was edited, or left as it was, the keyboard goes on from there', async () => {
    const hasFocus = (name: string) => page.getByRole('button', { name, exact: true }).and(page.locator(':focus'));
    const edit = async (content: string) => {
      await page.getByRole('button', { name: `Note actions: ${content}`, exact: true }).press('Enter');
      await page.getByRole('menuitem', { name: 'Edit', exact: true }).press('Enter');
      await page.getByRole('textbox', { name: 'Edit the note' }).and(page.locator(':focus')).waitFor();
    };
    await desk().getByRole('link', { name: PROJECT }).click();
    await edit(NOTE);
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    await hasFocus(`Note actions: ${NOTE}!`).waitFor();
    await edit(`${NOTE}!`);
    await page.keyboard.press('Escape');
    await hasFocus(`Note actions: ${NOTE}!`).waitFor();
    await page.getByRole('link', { name: 'Open the board' }).click();
    await page.getByRole('button', { name: `${NOTE}!`, exact: true }).press('Enter');
    await page.getByRole('textbox', { name: 'Edit the note' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await hasFocus(NOTE).waitFor();
  });

  test('on the board the keys move it, the focus stays with it, and it is said where it stands', async () => {
    await card().focus();
    await page.keyboard.press('Shift+ArrowUp');
    await said(/^Moved to Pending, place \d+ of \d+$/);
    await page.keyboard.press('Shift+ArrowRight');
    await said(/^Moved to Acknowledged, place \d+ of \d+$/);
    await column('Acknowledged').getByRole('button', { name: NOTE, exact: true }).waitFor();
    await card().and(page.locator(':focus')).waitFor();
    // Used notes are a generation's: the next step goes past them.
    await page.keyboard.press('Shift+ArrowRight');
    await said(/^Moved to Deferred, place \d+ of \d+$/);
    await setOffline(page, false);
    await syncState(page, 'up-to-date');
    const [row] = await cloud`select status from planning_notes where content = ${NOTE}`;
    expect(row).toEqual({ status: 'deferred' });
  });

  test('what was thrown away comes back by the keys of undoing, which in a text belong to the text', async () => {
    const throwAway = async () => {
      await card().focus();
      await page.keyboard.press('Delete');
      await card().waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo', description: 'The note was moved to the bin' }).waitFor();
    };
    await throwAway();
    await page.keyboard.press('Control+z');
    await card().waitFor();
    await throwAway();
    const composer = page.getByRole('textbox', { name: 'New planning note' });
    await composer.focus();
    await page.keyboard.type('A thought');
    await page.keyboard.press('Control+z');
    expect(await composer.inputValue()).not.toBe('A thought');
    expect(await card().count()).toBe(0);
    await composer.fill('');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or do' }).fill('undo the note');
    await page.getByRole('option', { name: /^Undo: The note was moved to the bin/ }).waitFor();
    await page.keyboard.press('Enter');
    await card().waitFor();
  });

  test('the limit of a day is lowered below what today has cost: the generation is held back, with its reason', async () => {
    await cloud`
      insert into token_usage (organization_id, operation, model, cost_gbp) values ('org_demo', 'research', 'large', 2.5)`;
    await desk().getByRole('link', { name: 'Generation' }).click();
    await page.getByRole('button', { name: 'Generate an episode' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('region', { name: 'Next in the queue' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await desk().getByRole('link', { name: 'Usage' }).click();
    await page.getByLabel('Limit of a day').fill('2');
    await page.getByText(/^Today has cost £\d+\.\d\d: with this limit nothing more is begun today/).waitFor();
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.getByText('Limit reached').waitFor();
    await page.getByRole('link', { name: /held back/ }).waitFor();
    await page.getByRole('table', { name: 'Cost by project' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /held back/ }).click();
    await page
      .getByRole('region', { name: 'Held back' })
      .getByText(/has reached the daily limit of £2/)
      .first()
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('offline, what is known here is shown, and what must be asked says so', async () => {
    await setOffline(page, true);
    await page.getByRole('link', { name: 'Raise the limit of a day to let them go on' }).click();
    await page.getByText(/^Offline: as the cloud had it /).waitFor();
    await page.getByText(/^The cost by project is kept in the cloud/).waitFor();
    await setOffline(page, false);
    await page.getByRole('table', { name: 'Cost by project' }).waitFor();
  });

  test('what was read of the cloud stays when the connection drops, says so, and is whole when it is back', async () => {
    await cloud`
      insert into token_usage (organization_id, operation, model, cost_gbp)
      select 'org_demo', 'research', 'small', 0 from generate_series(1, ${CALLS_PAGE})`;
    const costs = page.getByRole('table', { name: 'Cost by project' });
    const calls = page.getByRole('table', { name: 'Single AI calls' });
    await page.getByText('Single calls', { exact: true }).click();
    const older = page.getByRole('button', { name: 'Older calls' });
    await older.click();
    // The heading, the page that came first, and at least one more.
    await expect.poll(() => calls.getByRole('row').count()).toBeGreaterThan(CALLS_PAGE + 1);
    const read = await calls.getByRole('row').count();
    await setOffline(page, true);
    await page.getByText(/^This was read before\. The cost by project is kept in the cloud/).waitFor();
    await page
      .getByText(/^This was read before\. /)
      .nth(1)
      .waitFor();
    expect(await costs.count()).toBe(1);
    expect(await calls.getByRole('row').count()).toBe(read);
    expect(await accessibilityFindings(page)).toEqual([]);
    await setOffline(page, false);
    await page
      .getByText(/^This was read before\. /)
      .first()
      .waitFor({ state: 'hidden' });
    expect(await costs.count()).toBe(1);
    expect(await calls.getByRole('row').count()).toBe(read);
  });

  test('raising it says what it lets go, and a worker takes it', async () => {
    await page.getByLabel('Limit of a day').fill('60');
    await page.getByText(/^Saving this lets \d+ generations? go on/).waitFor();
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.getByText('Below the limit').waitFor();
    await page.getByRole('link', { name: /held back/ }).waitFor({ state: 'hidden' });
    await desk().getByRole('link', { name: 'Generation' }).click();
    await page.getByRole('region', { name: 'Next in the queue' }).waitFor();
    await page.getByRole('region', { name: 'Held back' }).waitFor({ state: 'hidden' });
    const worker = await startDemoWorker(folders, { speed: 4, failureRate: 0 });
    closing.defer(() => worker.close());
    await page.getByRole('region', { name: 'Being made' }).waitFor();
  });

  test('the audit trail has it, in words, with the values before and after', async () => {
    await desk().getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('organization');
    const entry = page.getByRole('listitem').filter({ hasText: 'changed the limit of a day of' }).first();
    await entry.getByRole('button', { name: /^Details/ }).click();
    await entry.getByRole('cell', { name: '£2.00' }).waitFor();
    await entry.getByRole('cell', { name: '£60.00' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
