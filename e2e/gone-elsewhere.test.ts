import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import type { Complaints } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

/** On a busy machine a command may take a moment, and a hand is quicker: the engine stands still here until somebody has left. */
describe.skipIf(!canWalk)('going elsewhere while something is being done', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;
  let project: { id: string; title: string };

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('gone-elsewhere', { worker: 'off' })));
    const [active] = await cloud<(typeof project)[]>`
      select id, title from projects where deleted_at is null and status = 'ACTIVE' order by title limit 1`;
    if (active === undefined) throw new Error('the demo has no active project');
    project = active;
    await bin();
  });
  afterAll(() => closing.disposeAsync());

  const bin = async () => {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Bin' }).click();
    await page.getByRole('main').getByRole('heading', { level: 1, name: 'Bin' }).waitFor();
  };
  const open = async (place: string) => {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: project.title }).click();
    await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: place }).click();
  };
  const press = (name: string) => page.getByRole('main').getByRole('button', { name }).click();
  const whileNothingAnswers = async (run: () => Promise<void>) => {
    process.kill(pid, 'SIGSTOP');
    await run().finally(() => process.kill(pid, 'SIGCONT'));
  };
  const place = () => new URL(page.url()).pathname;

  test('a new episode is made, and whoever is elsewhere by then stays there', async () => {
    const episodes = async () =>
      (
        await cloud<{ count: number }[]>`
        select count(*)::int from episodes where project_id = ${project.id} and deleted_at is null`
      )[0]?.count ?? 0;
    const before = await episodes();
    await open('Episodes');
    await whileNothingAnswers(async () => {
      await press('New episode');
      await bin();
    });
    await expect.poll(episodes, { timeout: 60_000 }).toBe(before + 1);
    expect(place()).toBe('/bin');
  });

  test('a project goes to the bin, and whoever is in the bin already is not taken to the first page', async () => {
    await open('Settings');
    await whileNothingAnswers(async () => {
      await press('Move to the bin');
      await bin();
    });
    await page.getByText(`“${project.title}” was moved to the bin`).waitFor();
    await page.getByRole('list', { name: 'Removed things' }).getByText(project.title).first().waitFor();
    expect(place()).toBe('/bin');
  });

  test('whoever stays is taken on, as ever', async () => {
    await page.getByRole('button', { name: `Restore: ${project.title}` }).click();
    await open('Episodes');
    await press('New episode');
    await page.getByRole('textbox', { name: 'Title of the episode' }).waitFor();
    await open('Settings');
    await press('Move to the bin');
    await expect.poll(place).toBe('/');
    expect(complaints.list).toEqual([]);
  });
});
