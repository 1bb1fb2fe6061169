import type { Locator, Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'What lenders say';

/** Asked for in a tunnel and not accepted, then failed, then written by hand: what stands where a producer looks, and what it asks before. */
describe.skipIf(!canWalk)('a generation that is not accepted, and one that is tried again over a text', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episodeUrl: string;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('not-made', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const go = (name: string) =>
    desk()
      .getByRole('link', { name, exact: name !== PROJECT })
      .click();
  const panel = () => page.getByRole('region', { name: 'Generation' });
  const state = (name: string) => page.locator(`[data-testid=generation][data-state=${name}]`).waitFor();
  const focused = (element: Locator) => element.and(page.locator(':focus')).waitFor();
  const lineIn = (section: string) =>
    page.getByRole('region', { name: section }).getByRole('listitem').filter({ hasText: EPISODE });
  const rowOf = () => page.getByRole('main').getByRole('link', { name: new RegExp(EPISODE) });
  const anew = () => page.getByRole('dialog', { name: 'Make this episode anew?' });
  const setStatus = (status: 'ACTIVE' | 'PAUSED') =>
    cloud`update projects set status = ${status} where title = ${PROJECT} and deleted_at is null`;
  const jobs = () => cloud<{ status: string }[]>`
    select q.status from episode_schedule_queue q join episodes e on e.id = q.episode_id
    where e.title = ${EPISODE} order by q.created_at`;

  test('asked for by keyboard, offline: the focus goes to the heading, and the list of episodes says what it waits for', async () => {
    await setOffline(page, true);
    await go(PROJECT);
    await page.getByRole('button', { name: 'New episode' }).click();
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill(EPISODE);
    await state('idle');
    await page.getByRole('button', { name: 'Generate', exact: true }).press('Enter');
    await state('waiting-for-network');
    await focused(panel().getByRole('heading', { name: 'Generation' }));
    episodeUrl = page.url();
    await go(PROJECT);
    await rowOf().getByText('Waiting for network').waitFor();
  });

  test('not accepted, it is counted in the sidebar and says why wherever it is listed', async () => {
    await setStatus('PAUSED');
    await setOffline(page, false);
    await rowOf().getByText('Not accepted').waitFor();
    await syncState(page, 'up-to-date');
    await page
      .getByRole('region', { name: 'Needs you' })
      .getByRole('link', { name: /^Not made/ })
      .click();
    const line = lineIn('Not accepted');
    await line
      .getByText('The project of this episode is not active. Resume the project, then generate again.')
      .waitFor();
    // Nothing is being sent, and asking again would come to nothing.
    expect(await page.getByRole('region', { name: 'Being sent' }).count()).toBe(0);
    expect(await line.getByRole('button').allTextContents()).toEqual(['Dismiss']);
    expect(await line.getByRole('link', { name: 'Resume it' }).getAttribute('href')).toMatch(
      /\/projects\/.+\/settings$/,
    );
    expect(await accessibilityFindings(page)).toEqual([]);
    await go('Projects');
    await lineIn('Not made').getByRole('link', { name: 'Resume it' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('an empty one is asked for again by one press, and goes to the queue', async () => {
    await setStatus('ACTIVE');
    const again = lineIn('Not made').getByRole('button', { name: `Ask again: ${EPISODE}` });
    await again.press('Enter');
    await again.waitFor({ state: 'detached' });
    await focused(page.getByRole('heading', { name: /^(Not made|Projects)$/ }));
    await expect.poll(jobs).toEqual([{ status: 'pending' }]);
    await syncState(page, 'up-to-date');
  });

  test('cancelled too late, its failure is what is told', async () => {
    await setOffline(page, true);
    await page.goto(episodeUrl);
    await state('queued');
    await panel().getByRole('button', { name: 'Cancel' }).click();
    await state('cancelling');
    await cloud`update episode_schedule_queue q set status = 'failed', attempt_count = 3,
        error_message = 'Request failed with status code 429'
      from episodes e where e.id = q.episode_id and e.title = ${EPISODE}`;
    await setOffline(page, false);
    await state('failed');
    await panel()
      .getByText('It could not be made: Request failed with status code 429. Your notes and text are safe.')
      .waitFor();
    await syncState(page, 'up-to-date');
    await state('failed');
    await go('Generation');
    await lineIn('Not made').waitFor();
    expect(await page.getByText('This generation is over already.').count()).toBe(0);
  });

  test('a text written by hand since is not replaced unasked, neither on its page nor from a list', async () => {
    await page.goto(episodeUrl);
    await page.getByRole('textbox', { name: 'Text of the episode' }).click();
    await page.keyboard.type('They were asked.');
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await panel().getByRole('button', { name: 'Try again' }).click();
    await anew().getByRole('button', { name: 'Keep the text' }).click();
    await go('Generation');
    const again = lineIn('Not made').getByRole('button', { name: `Try again: ${EPISODE}` });
    await again.press('Enter');
    await anew().getByRole('button', { name: 'Keep the text' }).press('Enter');
    await focused(again);
    expect(await jobs()).toEqual([{ status: 'failed' }]);
    await again.press('Enter');
    await anew().getByRole('button', { name: 'Generate' }).press('Enter');
    await lineIn('Next in the queue').waitFor();
    await focused(page.getByRole('heading', { name: /^(Not made|Generation)$/ }));
  });

  test('a refusal that nobody needs is put away', async () => {
    await setOffline(page, true);
    await lineIn('Next in the queue').getByRole('button', { name: 'Cancel' }).click();
    await setOffline(page, false);
    await expect.poll(jobs).toEqual([{ status: 'failed' }, { status: 'cancelled' }]);
    await setOffline(page, true);
    await page.goto(episodeUrl);
    await panel().getByRole('button', { name: 'Generate again' }).click();
    await anew().getByRole('button', { name: 'Generate' }).click();
    await state('waiting-for-network');
    await setStatus('PAUSED');
    await setOffline(page, false);
    await state('refused');
    await go('Generation');
    const line = lineIn('Not accepted');
    await line.getByRole('button', { name: `Dismiss: ${EPISODE}` }).press('Enter');
    await line.waitFor({ state: 'detached' });
    await focused(page.getByRole('heading', { name: /^(Not accepted|Generation)$/ }));
    await setStatus('ACTIVE');
  });

  test('the dialog that asks for another episode begins with its field', async () => {
    await page.getByRole('button', { name: 'Generate an episode' }).click();
    const asking = page.getByRole('dialog', { name: 'Generate an episode' });
    await focused(asking.getByLabel('Project'));
    await asking.getByRole('button', { name: 'Cancel' }).click();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
