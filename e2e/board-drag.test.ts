import type { Locator, Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
const [FIRST, SECOND, THIRD] = ['Ask Pennard about consent', 'Compare with Dublin', 'More on late payers'];
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** Notes are put in order with the mouse, and those that were used stand below their episode. One story. */
describe.skipIf(!canWalk)('the planning board by mouse', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('board-drag', { worker: 'off' })));
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: 'Board', exact: true }).click();
    for (const note of [FIRST, SECOND, THIRD]) {
      await page.getByLabel('New planning note').fill(note);
      await page.getByRole('button', { name: 'Add note' }).click();
      await card(note).waitFor();
    }
  });
  afterAll(() => closing.disposeAsync());

  const card = (note: string) => page.getByRole('button', { name: note, exact: true });
  const whole = (note: string) => page.getByRole('listitem').filter({ has: card(note) });
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
  const ours = (texts: string[]) => texts.filter((text) => [FIRST, SECOND, THIRD].includes(text));
  const shown = async (name: string) => ours(await column(name).locator('[data-note]').allInnerTexts());
  const ofCloud = async (status: string) => {
    const rows = await cloud`
      select n.content from planning_notes n join projects p on p.id = n.project_id
      where p.title = ${PROJECT} and n.status = ${status} and n.deleted_at is null order by n.position, n.id`;
    return ours(rows.map(({ content }) => content));
  };
  const everywhere = async (name: string, status: string, notes: string[]) => {
    await expect.poll(() => shown(name), SOON).toEqual(notes);
    await expect.poll(() => ofCloud(status), SOON).toEqual(notes);
  };
  /** Lets a note go on the upper or lower part of something, as a hand does it: over it, and a little further. */
  const drag = async (note: string, onto: Locator, part: number) => {
    await card(note).hover();
    await page.mouse.down();
    const box = await onto.boundingBox();
    if (box === null) throw new Error('there is nothing to let it go on');
    const [x, y] = [box.x + box.width / 2, box.y + box.height * part];
    await page.mouse.move(x, y, { steps: 6 });
    await page.mouse.move(x + 2, y, { steps: 2 });
    await page.mouse.up();
  };

  test('a note is dragged above and below another one', async () => {
    await everywhere('Pending', 'pending', [FIRST, SECOND, THIRD]);
    await drag(THIRD, whole(FIRST), 0.1);
    await everywhere('Pending', 'pending', [THIRD, FIRST, SECOND]);
    await drag(THIRD, whole(SECOND), 0.9);
    await everywhere('Pending', 'pending', [FIRST, SECOND, THIRD]);
  });

  test('into an empty place of another column, and there beside one', async () => {
    await drag(SECOND, column('Acknowledged'), 0.9);
    await everywhere('Acknowledged', 'acknowledged', [SECOND]);
    await drag(FIRST, whole(SECOND), 0.1);
    await everywhere('Acknowledged', 'acknowledged', [FIRST, SECOND]);
    await everywhere('Pending', 'pending', [THIRD]);
  });

  test('a column that is folded takes a note, the used ones take none', async () => {
    await drag(THIRD, column('Archived'), 0.5);
    await everywhere('Pending', 'pending', []);
    await expect.poll(() => ofCloud('archived'), SOON).toEqual([THIRD]);
    await drag(SECOND, column('Used'), 0.9);
    await syncState(page, 'up-to-date');
    await everywhere('Acknowledged', 'acknowledged', [FIRST, SECOND]);
  });

  test('a note that went into an episode stands below it, with the way there', async () => {
    await cloud`
      update planning_notes set status = 'incorporated',
        incorporated_in_episode_id = (select id from episodes where title = ${EPISODE})
      where content = ${SECOND}`;
    await expect.poll(() => shown('Used'), SOON).toEqual([SECOND]);
    await column('Used').getByRole('link', { name: EPISODE }).click();
    await page.getByRole('textbox', { name: 'Title of the episode' }).waitFor();
    await page.goBack();
    // It can be taken out of there by hand.
    await drag(SECOND, column('Deferred'), 0.9);
    await everywhere('Deferred', 'deferred', [SECOND]);
  });

  test('all of it stands as it was put after a new start of the page', async () => {
    await syncState(page, 'up-to-date');
    await page.reload();
    await everywhere('Deferred', 'deferred', [SECOND]);
    await everywhere('Acknowledged', 'acknowledged', [FIRST]);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
