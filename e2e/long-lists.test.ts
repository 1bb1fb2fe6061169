import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import type { Complaints } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const ADDED = 240;

/** A project after five years: its list is read page by page as one scrolls, stays exact, and is where one left it. */
describe.skipIf(!canWalk)('a list of hundreds of episodes', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('long-lists', { worker: 'off' })));
    await addEpisodes(ADDED);
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await row(ADDED).waitFor();
  });
  afterAll(() => closing.disposeAsync());

  const rows = () => page.getByRole('list', { name: 'Episodes' }).getByRole('listitem');
  const row = (number: number) => rows().filter({ hasText: `Added ${number} to` });
  /** Numbers of the added episodes in the document, from the top down. */
  const shown = () =>
    rows().evaluateAll((items) =>
      items.flatMap((item) => /Added (\d+) /.exec(item.textContent ?? '')?.[1] ?? []).map(Number),
    );

  async function addEpisodes(count: number, from = 1): Promise<void> {
    await cloud`
      insert into episodes (id, organization_id, project_id, sequence_number, title)
      select gen_random_uuid(), p.organization_id, p.id, 1000 + n, 'Added ' || n || ' to the list'
      from projects p, generate_series(${from}::int, ${from + count - 1}::int) n where p.title = ${PROJECT}`;
  }

  test('shows the newest first and reads only what is near', async () => {
    const numbers = await shown();
    expect(numbers[0]).toBe(ADDED);
    expect(numbers.length).toBeLessThan(ADDED / 2);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('scrolled to its end has shown every episode once, and keeps few in the document', async () => {
    const seen = new Set<number>();
    for (let lowest = ADDED; lowest > 1; ) {
      await rows().last().scrollIntoViewIfNeeded();
      await expect.poll(async () => Math.min(...(await shown())), { timeout: 15_000 }).toBeLessThan(lowest);
      const now = await shown();
      for (const number of now) seen.add(number);
      lowest = Math.min(...now);
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual(Array.from({ length: ADDED }, (_, n) => n + 1));
    await rows().last().scrollIntoViewIfNeeded();
    await expect.poll(shown).not.toContain(ADDED);
    const numbers = await shown();
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  test('takes in what comes at its top meanwhile, and goes back to where it was', async () => {
    await addEpisodes(1, ADDED + 1);
    await row(1).getByRole('link').click();
    await page.waitForURL(/\/episodes\//);
    await page.goBack();
    await row(1).waitFor();
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, -100_000);
    await row(ADDED + 1).waitFor();
    const numbers = await shown();
    expect(numbers.slice(0, 3)).toEqual([ADDED + 1, ADDED, ADDED - 1]);
  });

  test('left two frames after it was scrolled, goes back to just there', async () => {
    const list = page.getByRole('list', { name: 'Episodes' }).first();
    const left = await list.evaluate(async (element) => {
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const link = [...element.querySelectorAll('li')].at(-1)?.querySelector('a');
      link?.scrollIntoView({ block: 'start' });
      await nextFrame();
      await nextFrame();
      const top = link?.getBoundingClientRect().top;
      link?.click();
      return { top, address: link?.getAttribute('href') };
    });
    await rows().first().waitFor({ state: 'detached' });
    await page.goBack();
    const link = rows().locator(`a[href="${left.address}"]`);
    await link.waitFor();
    await expect.poll(() => link.evaluate((element) => element.getBoundingClientRect().top)).toBe(left.top);
    expect(complaints.list).toEqual([]);
  });
});
