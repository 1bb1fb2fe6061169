import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Worker } from '../cloud/worker/start-worker.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { startDemoWorker } from './support/demo-worker.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { holdEngine } from './support/held-engine.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const PROJECT = 'The future of UK fintech';
/** Of a run of two to three minutes: some seconds. */
const QUICK = 30;
/** Slow enough to be stopped in the middle. */
const SLOW = 4;

/** Asked for in a tunnel, failed three times, asked for again and made; another one is stopped in the middle: one story. */
describe.skipIf(!canWalk)('a generation that fails, is retried, and one that is cancelled', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let folders: { data: string; temporary: string };
  let page: Page;
  let complaints: Complaints;
  let worker: Worker;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, folders } = closing.use(await beginStory('generation', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const panel = () => page.getByRole('region', { name: 'Generation' });
  const state = (name: string) => page.locator(`[data-testid=generation][data-state=${name}]`).waitFor();
  const notice = (text: string) => page.getByRole('region', { name: 'Messages' }).getByText(text);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  async function newEpisode(): Promise<void> {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await press('New episode');
    await state('idle');
  }
  async function work(options: { speed: number; failureRate: 0 | 1 }): Promise<void> {
    const begun = await startDemoWorker(folders, options);
    closing.defer(() => begun.close());
    worker = begun;
  }

  test('asked for offline it says that it waits for the network, and can be taken back', async () => {
    await setOffline(page, true);
    await newEpisode();
    episodeUrl = page.url();
    await press('Generate');
    await state('waiting-for-network');
    await panel().getByText('Waiting for network. The request is kept and sent by itself.').waitFor();
    await press('Cancel');
    await state('idle');
    await press('Generate');
    await state('waiting-for-network');
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('online it goes to the queue by itself', async () => {
    await setOffline(page, false);
    await state('queued');
    await syncState(page, 'up-to-date');
  });

  test('a failed attempt says why and when it is tried again; "Try now" does not wait for that', async () => {
    await work({ speed: QUICK, failureRate: 1 });
    await state('retrying');
    await panel()
      .getByText(/^Attempt 1 of 3 failed: .+ It is tried again /)
      .waitFor();
    await press('Try now');
    await panel()
      .getByText(/^Attempt 2 of 3 failed: /)
      .waitFor();
    await press('Try now');
    await state('failed');
  });

  test('after the last attempt a notice comes, and the history has each with its reason, time and cost', async () => {
    await notice('could not be generated').waitFor();
    await panel().getByText('3 attempts so far').click();
    const attempts = panel().getByRole('listitem');
    await expect.poll(() => attempts.count()).toBe(3);
    for (const attempt of await attempts.all()) {
      expect(await attempt.textContent()).toMatch(
        /failed.*in (research|writing|review) · \d+ s(?: · £\d+\.\d+)? · .+\./,
      );
    }
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('it stands among the projects as not made, and "Try again" there leads to the episode', async () => {
    await worker.close();
    // Whether its attempts have left something is chance; this is there.
    await page
      .getByRole('textbox', { name: /^Text (of|block) / })
      .first()
      .click();
    await page.keyboard.type('They were asked.');
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Projects', exact: true }).click();
    const notMade = page.getByRole('region', { name: 'Not made' });
    await notMade.getByText(/^3 attempts failed: .+ Text and notes are safe\.$/).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await notMade.getByRole('button', { name: /^Try again/ }).click();
    await page
      .getByRole('dialog', { name: 'Make this episode anew?' })
      .getByRole('button', { name: 'Generate' })
      .click();
    await notMade.waitFor({ state: 'hidden' });
    await work({ speed: QUICK, failureRate: 0 });
    await notice('is ready').waitFor({ timeout: 60_000 });
    await page.goto(episodeUrl);
    await panel()
      .getByText(/^Made /)
      .waitFor();
    await panel().getByText('4 attempts so far').click();
    await panel().getByText('done').waitFor();
    await page.getByRole('textbox', { name: 'Text of the episode' }).waitFor();
  });

  test('one that runs is cancelled: it ends at once, and the worker learns of it', async () => {
    await worker.close();
    await newEpisode();
    await press('Generate');
    await state('queued');
    await work({ speed: SLOW, failureRate: 0 });
    await state('running');
    expect(await accessibilityFindings(page)).toEqual([]);
    await press('Cancel');
    await panel().getByText('The last generation was cancelled.').waitFor();
    await panel().getByText('1 attempt so far').click();
    await panel().getByText('cancelled', { exact: true }).waitFor();
    // Again, where it had begun to write before it was stopped: a busy machine takes its time to press.
    await page.getByRole('button', { name: /^Generate( again)?$/ }).waitFor();
  });

  test('what ends a note, a title or a search asks for nothing; the keys of the page do, also while the panel is folded', async () => {
    const palette = async (words: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or do' }).fill(words);
    };
    const offered = (name: string | RegExp) => page.getByRole('option', { name, exact: true });
    const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
    await setOffline(page, true);
    await newEpisode();
    await page.keyboard.press('Control+j');
    await page.getByRole('textbox', { name: 'Quick note' }).fill('Ask the lenders themselves');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('textbox', { name: 'Quick note' }).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill('What lenders say');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: /What lenders say/ }).waitFor();
    await state('idle');
    await palette('read the episode');
    await offered(/^Read the episode\s*Ctrl E$/).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Read', exact: true, pressed: true }).waitFor();
    await palette('edit the episode');
    await offered(/^Edit the episode\s*Ctrl E$/).waitFor();
    await page.keyboard.press('Enter');
    await text().click();

    await press('About this episode');
    await panel().waitFor({ state: 'hidden' });
    await palette('generat');
    await offered(/^Generate the episode\s*Ctrl Enter$/).waitFor();
    // Nothing has been asked for so far.
    expect(await offered('Cancel the generation').count()).toBe(0);
    await page.keyboard.press('Escape');
    await text().click();
    await page.keyboard.press('Control+Enter');
    await notice('A generation was asked for').waitFor();
    await palette('cancel the generation');
    await offered('Cancel the generation').waitFor();
    await page.keyboard.press('Enter');
    await notice('The generation is called off').waitFor();
    await text().click();
    await page.keyboard.type('They were asked.');
    await palette('publish');
    await offered('Publish the episode').waitFor();
    await page.keyboard.press('Escape');
    await text().click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Make this episode anew?' }).waitFor();
    await press('Keep the text');
    await press('About this episode');
    await state('idle');
    expect(await text().textContent()).toBe('They were asked.');
    await setOffline(page, false);
  });

  test.skipIf(walkHost === 'electron')(
    'on a busy machine what is not read yet is not taken for nothing, and the last words go before the request',
    async () => {
      await setOffline(page, true);
      await newEpisode();
      await page.getByRole('textbox', { name: 'Text of the episode' }).click();
      await page.keyboard.type('They were asked.');
      await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
      const url = new URL(page.url());
      // A tab has a key of its own.
      url.searchParams.set('key', await page.evaluate("sessionStorage.getItem('showrunner.key') ?? ''"));
      const busy = await page.context().newPage();
      const engine = await holdEngine(busy);
      const message = (text: string) => busy.getByRole('region', { name: 'Messages' }).getByText(text);
      const anew = busy.getByRole('dialog', { name: 'Make this episode anew?' });
      const text = busy.getByRole('textbox', { name: 'Text of the episode' });
      const shown = (state: string) =>
        busy.locator(`[data-testid=generation][data-state=${state}]`).waitFor({ state: 'attached' });

      engine.hold('blocks.of_episode');
      await busy.goto(url.href);
      await shown('idle');
      expect(await busy.getByText('It has no text yet').count()).toBe(0);
      await busy.keyboard.press('Control+Enter');
      await anew.getByRole('button', { name: 'Keep the text' }).click();
      engine.release();
      await text.getByText('They were asked.').waitFor();

      engine.hold('jobs.of_episode');
      await busy.reload();
      await text.getByText('They were asked.').waitFor();
      await shown('opening');
      expect(await busy.getByRole('button', { name: /^Generate/ }).count()).toBe(0);
      await busy.keyboard.press('Control+Enter');
      await message('How it is made is still being read.').waitFor();
      engine.release();
      await shown('idle');

      // Narrow: the panel stands below the text, out of sight.
      await busy.setViewportSize({ width: 900, height: 400 });
      engine.hold('block.edit');
      await text.click();
      await busy.keyboard.press('Control+End');
      await busy.keyboard.type(' Twice.');
      await busy.keyboard.press('Control+Enter');
      await anew.getByRole('button', { name: 'Generate' }).click();
      await anew.waitFor({ state: 'hidden' });
      await busy.waitForTimeout(500);
      expect(engine.commands).not.toContain('generation.request');
      engine.release();
      await message('A generation was asked for').waitFor();
      const given = engine.commands.filter((name) => name === 'block.edit' || name === 'generation.request');
      expect(given.at(-1)).toBe('generation.request');
      expect(given).toContain('block.edit');
      await busy.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Cancel' }).click();
      await shown('idle');

      engine.hold('generation.requests', 'projects.names');
      await busy.reload();
      await text.waitFor();
      await busy.keyboard.press('Control+k');
      await busy.getByRole('combobox', { name: 'Search or do' }).fill('generation');
      await busy.getByRole('option', { name: /^Generation/ }).click();
      await busy.getByRole('button', { name: 'Generate an episode' }).click();
      const asking = busy.getByRole('dialog', { name: 'Generate an episode' });
      await asking.waitFor();
      expect(await busy.getByText('Nothing is being made').count()).toBe(0);
      expect(await asking.getByText('No active project').count()).toBe(0);
      engine.release();
      await asking.getByLabel('Project').waitFor();
      await busy.close();
    },
  );

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
