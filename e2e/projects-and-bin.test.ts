import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The next decade of ferries';
const BRIEF = 'For two harbour masters. Leave out cruise ships.';
const MEMORY = 'No quadrants.';
const EPISODE = 'Who pays for a pier';
const TEXT = 'A pier outlives three ferries.';
const DELIVERED = 'Lending to a van, a kitchen and an invoice';
const NOTE = 'Ask the harbour master of Oban';
/** A quarter of an hour off every other zone: no machine that runs this is in it. */
const ZONE = 'Pacific/Chatham';

/** A project from its first day, offline, to the bin and back: one story. */
describe.skipIf(!canWalk)('the life of a project', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('projects', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const main = () => page.getByRole('main');
  const said = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const place = (name: string) => page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name }).click();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const deliveries = () => page.getByRole('list', { name: 'Next deliveries' }).getByRole('listitem');
  const removed = () => page.getByRole('list', { name: 'Removed things' }).getByRole('listitem');

  async function choose(menu: string, action: string): Promise<void> {
    await page.getByRole('button', { name: menu }).first().click();
    await page.getByRole('menuitem', { name: action }).click();
  }

  async function online(): Promise<void> {
    await setOffline(page, false);
    await syncState(page, 'up-to-date');
  }

  const inCloud = async () => {
    const [row] = await cloud`
      select status, onboarding_brief, timezone, cadence_config, memories, deleted_at from projects where title = ${PROJECT}`;
    return row;
  };

  test('is made offline, by keyboard from its first field, and reaches the cloud as it was made', async () => {
    await setOffline(page, true);
    await page.keyboard.press('Control+Shift+N');
    await page.getByRole('textbox', { name: 'The question' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(PROJECT);
    await page.getByLabel('Brief').fill('For harbour masters.');
    await page.getByLabel('Delivered').selectOption('On chosen days');
    await press('Wed');
    await said(/^First delivery: .*07:00/);
    expect(await accessibilityFindings(page)).toEqual([]);
    await press('Make the project');
    await main().getByRole('heading', { level: 1, name: PROJECT }).waitFor();
    await main().getByText('Mon and Wed at 07:00').waitFor();
    await desk().getByRole('link', { name: PROJECT }).waitFor();
    expect(await inCloud()).toBeUndefined();
    await online();
    expect(await inCloud()).toMatchObject({
      status: 'ACTIVE',
      onboarding_brief: 'For harbour masters.',
      cadence_config: { mode: 'custom', days: [1, 3], delivery_hour: 7 },
    });
  });

  test('its brief is edited in its settings', async () => {
    await place('Settings');
    await page.getByRole('textbox', { name: 'Brief' }).fill(BRIEF);
    await press('Save');
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'hidden' });
    await expect.poll(async () => (await inCloud())?.onboarding_brief).toBe(BRIEF);
  });

  test('a rhythm shows its next five deliveries in both zones; saved, the cloud plans the first of them', async () => {
    await page.getByLabel('Time zone of the project').selectOption(ZONE);
    await expect.poll(() => deliveries().count()).toBe(5);
    const shown = await deliveries().allTextContents();
    for (const delivery of shown) expect(delivery).toMatch(/^(Mon|Wed).* 07:00.* \(.+ here\)$/);
    expect(new Set(shown).size).toBe(5);
    await said('Saving cancels the delivery that is planned now and plans the next one by the new rhythm.');
    expect(await accessibilityFindings(page)).toEqual([]);
    await press('Save');
    await expect.poll(async () => (await inCloud())?.timezone).toBe(ZONE);
    await place('Episodes');
    const [first = ''] = shown[0]?.split(' (') ?? [];
    await main().getByText(`Mon and Wed at 07:00, ${ZONE} · next on ${first}`).waitFor();
  });

  test('paused offline it names no next delivery and has nothing planned, and resuming plans one again', async () => {
    const planned = main().getByRole('link').filter({ hasText: 'Planned' });
    await planned.waitFor();
    await setOffline(page, true);
    await place('Settings');
    await press('Pause deliveries');
    await said('Nothing is delivered while the project is not active.');
    await place('Episodes');
    await main().getByText('Paused', { exact: true }).waitFor();
    expect(await main().getByText('next on').count()).toBe(0);
    expect(await planned.count()).toBe(0);
    await main().getByRole('link').filter({ hasText: 'no date' }).click();
    await said('Called off, with all that the project had planned, as soon as the cloud can be reached.');
    expect(await page.getByRole('button', { name: 'Generate now' }).count()).toBe(0);
    await page.goBack();
    await online();
    expect(await inCloud()).toMatchObject({ status: 'PAUSED' });
    await choose('Project actions', 'Resume deliveries');
    await main().getByText('next on').waitFor();
    await expect.poll(async () => (await inCloud())?.status).toBe('ACTIVE');
  });

  test('what it remembers is added, changed, and after a removal by mistake just as it was', async () => {
    const memories = async () => (await inCloud())?.memories;
    await place('Settings');
    await press('Add a memory');
    await page.getByRole('textbox', { name: 'Memory' }).fill('Quadrants');
    await page.getByLabel('How much it counts').selectOption('Always heed');
    await press('Save');
    await press('Edit: Quadrants');
    await page.getByRole('textbox', { name: 'Memory' }).fill(MEMORY);
    await press('Save');
    await main().getByRole('listitem').filter({ hasText: MEMORY }).getByText('Always heed, by a producer').waitFor();
    await expect.poll(memories).toMatchObject([{ content: MEMORY, importance: 0.9, source: 'feedback' }]);
    const before = await memories();
    await press(`Remove: ${MEMORY}`);
    await said('Nothing is remembered yet.');
    await expect.poll(memories).toEqual([]);
    await press('Undo');
    await page.getByRole('button', { name: `Edit: ${MEMORY}` }).waitFor();
    await expect.poll(memories).toEqual(before);
  });

  test('once they are many the cloud moves them, and they are shown, changed and removed as before', async () => {
    const moved = async (content: string) => {
      const rows = await cloud`
        select m.importance::float8 as importance, m.deleted_at is not null as removed
        from agent_memories m join projects p on p.id = m.project_id where p.title = ${PROJECT} and m.content = ${content}`;
      return rows.map((row) => ({ ...row }));
    };
    await cloud`
      update projects set memories = memories || (
        select jsonb_agg(jsonb_build_object(
          'id', gen_random_uuid(), 'content', 'Ferry ' || n, 'source', 'interaction', 'importance', 0.6, 'created_at', now()))
        from generate_series(101, 150) n
      ) where title = ${PROJECT}`;
    expect((await inCloud())?.memories).toEqual([]);
    await page.getByRole('button', { name: 'Edit: Ferry 150' }).waitFor();
    await main().getByRole('listitem').filter({ hasText: MEMORY }).getByText('Always heed, by a producer').waitFor();
    await press('Edit: Ferry 101');
    await page.getByRole('textbox', { name: 'Memory' }).fill('Ferries to Oban');
    await page.getByLabel('How much it counts').selectOption('Always heed');
    await press('Save');
    await expect.poll(() => moved('Ferries to Oban')).toEqual([{ importance: 0.9, removed: false }]);
    await press('Remove: Ferry 102');
    await expect.poll(() => moved('Ferry 102')).toEqual([{ importance: 0.6, removed: true }]);
    await press('Undo');
    await expect.poll(() => moved('Ferry 102')).toEqual([{ importance: 0.6, removed: false }]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('archived it leaves the sidebar and has nothing to pause; it can be taken up again', async () => {
    await press('Archive the project');
    await desk().getByRole('link', { name: PROJECT }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Project actions' }).click();
    await expect
      .poll(() => page.getByRole('menuitem').allTextContents())
      .toEqual(['Import Markdown as episodes…', 'Settings', 'Move to the bin']);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await inCloud())?.status).toBe('ARCHIVED');
    await desk().getByRole('link', { name: 'Projects' }).click();
    await main()
      .getByText(/^Archived \d+$/)
      .click();
    await main().getByRole('link', { name: PROJECT }).getByText('No more deliveries').waitFor();
    await main().getByRole('link', { name: PROJECT }).click();
    await press('New episode');
    await said('Nothing is generated in an archived project.');
    expect(await page.getByRole('button', { name: 'Generate', exact: true }).count()).toBe(0);
    await main().getByRole('link', { name: PROJECT }).click();
    await place('Settings');
    await press('Make it active again');
    await desk().getByRole('link', { name: PROJECT }).waitFor();
    await expect.poll(async () => (await inCloud())?.status).toBe('ACTIVE');
  });

  test('a note, a text, its episode and the project go to the bin, each with a line that says where it stood', async () => {
    await place('Episodes');
    await page.getByPlaceholder('More on regulation, please').fill(NOTE);
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: NOTE }).getByRole('button', { name: 'Note actions' }).click();
    await page.getByRole('menuitem', { name: 'Move to the bin' }).click();
    await page.getByRole('listitem').filter({ hasText: NOTE }).waitFor({ state: 'detached' });
    const notes = page.getByRole('region', { name: 'Planning notes' });
    await notes.and(page.locator(':focus')).or(notes.locator(':focus')).waitFor();
    await press('New episode');
    await page.getByRole('textbox', { name: 'Title of the episode' }).fill(EPISODE);
    await page.getByRole('textbox', { name: 'Text of the episode' }).click();
    await page.keyboard.type(TEXT);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
    await page.getByRole('region', { name: 'Text of the episode' }).hover();
    await choose('Actions for text of the episode', 'Move to the bin');
    await said('This episode has no text yet');
    await choose('Episode actions', 'Move to the bin');
    await main().getByRole('heading', { level: 1, name: PROJECT }).waitFor();
    await main().getByRole('link', { name: EPISODE }).waitFor({ state: 'hidden' });
    await place('Settings');
    await press('Move to the bin');
    await desk().getByRole('link', { name: 'Bin' }).click();
    await syncState(page, 'up-to-date');
    // In the order of the cloud's clock, which came with its answers.
    const beginnings = [
      `project${PROJECT}`,
      `episode${EPISODE}in ${PROJECT}, which is in the bin too`,
      `text${TEXT}in ${EPISODE} of ${PROJECT}, both of which are in the bin too`,
      `note${NOTE}in ${PROJECT}, which is in the bin too`,
    ];
    await expect
      .poll(() => removed().allTextContents())
      .toEqual(beginnings.map((beginning) => expect.stringContaining(beginning)));
    expect(await accessibilityFindings(page)).toEqual([]);
    expect((await inCloud())?.deleted_at).not.toBeNull();
  });

  test('restoring the text brings it back with its episode and project, offline too; the note waits for its own turn', async () => {
    await setOffline(page, true);
    await press(`Restore: ${TEXT}`);
    await said(`“${TEXT}” is back`);
    await said(`“${EPISODE}” and “${PROJECT}” were in the bin too, and came with it.`);
    await expect.poll(() => removed().allTextContents()).toEqual([expect.stringContaining(`note${NOTE}in ${PROJECT}`)]);
    await page.getByRole('list', { name: 'Removed things' }).and(page.locator(':focus')).waitFor();
    await press(`Restore: ${NOTE}`);
    await said('The bin is empty');
    await page.getByText(`“${NOTE}” is back`).locator('..').getByRole('button', { name: 'Open it' }).click();
    await page
      .getByRole('region', { name: /^Pending/ })
      .getByRole('button', { name: NOTE, exact: true })
      .waitFor();
    await place('Episodes');
    await main().getByRole('link', { name: EPISODE }).click();
    await page.getByRole('textbox', { name: 'Text of the episode' }).getByText(TEXT).waitFor();
    await online();
    const rows = await cloud`
      select p.deleted_at as project, e.deleted_at as episode, b.deleted_at as text, n.deleted_at as note, b.content
      from projects p join episodes e on e.project_id = p.id and e.title = ${EPISODE} join blocks b on b.episode_id = e.id
      join planning_notes n on n.project_id = p.id and n.content = ${NOTE} where p.title = ${PROJECT}`;
    expect(rows).toEqual([{ project: null, episode: null, text: null, note: null, content: TEXT }]);
  });

  test('a text whose episode is where it was names the project that is in the bin, and brings that back', async () => {
    await page.getByRole('region', { name: 'Text of the episode' }).hover();
    await choose('Actions for text of the episode', 'Move to the bin');
    await said('This episode has no text yet');
    await main().getByRole('link', { name: PROJECT }).click();
    await place('Settings');
    await press('Move to the bin');
    await desk().getByRole('link', { name: 'Bin' }).click();
    await removed()
      .filter({ hasText: `in ${EPISODE} of ${PROJECT}, which is in the bin too` })
      .waitFor();
    await press(`Restore: ${TEXT}`);
    await said(`“${PROJECT}” was in the bin too, and came with it.`);
    await desk().getByRole('link', { name: PROJECT }).waitFor();
  });

  test('an episode that was delivered goes with a word about its subscribers, and comes back by undo', async () => {
    await desk().getByRole('link', { name: 'The future of UK fintech' }).click();
    await main().getByRole('link', { name: DELIVERED }).click();
    await choose('Episode actions', 'Move to the bin');
    await said('Subscribers keep what was delivered to them.');
    await main().getByRole('link', { name: DELIVERED }).waitFor({ state: 'hidden' });
    const told = page.getByText('Subscribers keep what was delivered to them.').locator('..');
    await told.getByRole('button', { name: 'Undo' }).click();
    await main().getByRole('link', { name: DELIVERED }).waitFor();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
