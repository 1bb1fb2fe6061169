import type { Locator, Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withSourceIds } from '../shared/domain/episode-sources.ts';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import type { Complaints } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const PROJECT = 'The future of UK fintech';
const RENAMED = 'The future of UK fintech, and of its banks';
const BRIEF = 'For a board that has never bought one. Leave out the history.';
const THEIRS = 'For a board that has bought three. The history, too.';
const SOURCE = { title: 'Cable maps', url: 'https://cables.example/maps' };
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** Things that exist are edited here while a colleague changes the same, or something beside it: nobody's words go unasked. One story. */
describe.skipIf(!canWalk)('edits that meet those of a colleague', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;
  let project: { id: string };
  let episodes: { id: string; title: string }[];

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('kept-edits', { worker: 'off' })));
    const [found] = await cloud<(typeof project)[]>`select id from projects where title = ${PROJECT}`;
    if (found === undefined) throw new Error('the demo has no such project');
    project = found;
    episodes = await cloud<{ id: string; title: string }[]>`
      select id, title from episodes where project_id = ${project.id} and status = 'PUBLISHED' order by sequence_number limit 2`;
    await desk().getByRole('link', { name: PROJECT }).click();
    await place('Settings');
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const place = (name: string) => page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name }).click();
  const openEpisode = async (title: string) => {
    await desk().getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const save = () => page.getByRole('button', { name: 'Save', exact: true });
  const meanwhile = () => page.getByRole('alert').filter({ hasText: /changed (this )?meanwhile/i });
  const brief = () => page.getByRole('textbox', { name: 'Brief' });
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('showrunner.typed.')));
  const inCloud = async () => (await cloud`select * from projects where id = ${project.id}`)[0];

  test('a brief that was saved stands there without a flicker, and leaves no draft behind', async () => {
    await page.getByLabel('The question').fill(RENAMED);
    await brief().fill(BRIEF);
    const written = await writesOf(brief());
    await save().click();
    await heading(RENAMED);
    await save().waitFor({ state: 'hidden' });
    expect(await written()).toEqual([]);
    expect(await brief().inputValue()).toBe(BRIEF);
    expect(await kept()).toEqual([]);
    await expect.poll(async () => (await inCloud())?.onboarding_brief, SOON).toBe(BRIEF);
  });

  test("a colleague's change is shown where nothing is typed, and is nobody's draft", async () => {
    await cloud`update projects set onboarding_brief = ${THEIRS} where id = ${project.id}`;
    await expect.poll(() => brief().inputValue(), SOON).toBe(THEIRS);
    expect(await kept()).toEqual([]);
  });

  test('a half typed brief says, when one comes back to it, that a colleague has saved another', async () => {
    await brief().fill('Mine, half');
    await place('Episodes');
    await cloud`update projects set onboarding_brief = ${BRIEF} where id = ${project.id}`;
    await page.getByText(BRIEF).waitFor({ state: 'attached' });
    await page.reload();
    await place('Settings');
    await meanwhile().waitFor();
    expect(await brief().inputValue()).toBe('Mine, half');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave it as it was' }).click();
    expect(await brief().inputValue()).toBe(BRIEF);
    expect(await kept()).toEqual([]);
  });

  test("a colleague's time zone survives a change of the hour, and their hour is not replaced unasked", async () => {
    const hour = page.getByLabel('At', { exact: true });
    await hour.selectOption('09:00');
    await cloud`update projects set timezone = 'Pacific/Chatham', title = ${PROJECT} where id = ${project.id}`;
    await heading(PROJECT);
    expect(await meanwhile().count()).toBe(0);
    await save().click();
    await expect.poll(async () => (await inCloud())?.cadence_config.delivery_hour, SOON).toBe(9);
    expect(await inCloud()).toMatchObject({ timezone: 'Pacific/Chatham' });
    await hour.selectOption('10:00');
    await cloud`
      update projects set cadence_config = jsonb_set(cadence_config, '{delivery_hour}', '11') where id = ${project.id}`;
    await meanwhile().waitFor();
    await page.getByRole('button', { name: 'Leave it as it was' }).click();
    expect(await hour.inputValue()).toBe('11');
  });

  test('a half typed memory says so too, and leaves the weight that a colleague has given it', async () => {
    const memory = page.getByRole('textbox', { name: 'Memory' });
    const first = page.locator('#memories').getByRole('listitem').first();
    const content = (await first.locator('p').first().textContent()) ?? '';
    await first.getByRole('button', { name: /^Edit/ }).click();
    await memory.fill(`${content} Mine.`);
    await place('Board');
    const index = (await inCloud())?.memories.findIndex((known: { content: string }) => known.content === content);
    await cloud`
      update projects set memories = jsonb_set(
        jsonb_set(memories, array[${String(index)}, 'content'], '"Theirs."'), array[${String(index)}, 'importance'], '0.95')
      where id = ${project.id}`;
    await place('Settings');
    await page.getByRole('button', { name: 'Edit: Theirs.' }).click();
    expect(await memory.inputValue()).toBe(`${content} Mine.`);
    await meanwhile().filter({ hasText: 'Theirs.' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await save().click();
    await expect
      .poll(async () => (await inCloud())?.memories[index], SOON)
      .toMatchObject({ content: `${content} Mine.`, importance: 0.95 });
    expect(await kept()).toEqual([]);
  });

  test('a half typed note does as well', async () => {
    await place('Board');
    const text = page.getByRole('textbox', { name: 'Edit the note' });
    const card = page
      .getByRole('region', { name: /^Pending/ })
      .locator('[data-note]')
      .first();
    const id = (await card.getAttribute('data-note')) ?? '';
    await card.click();
    await text.fill('Mine about the banks');
    await place('Settings');
    await cloud`update planning_notes set content = 'Theirs about the banks' where id = ${id}`;
    await place('Board');
    await text.waitFor();
    expect(await text.inputValue()).toBe('Mine about the banks');
    expect(await text.and(page.locator(':focus')).count()).toBe(0);
    await meanwhile().filter({ hasText: 'Theirs about the banks' }).waitFor();
    await save().click();
    await expect
      .poll(() => cloud`select content from planning_notes where id = ${id}`, SOON)
      .toEqual([{ content: 'Mine about the banks' }]);
    expect(await kept()).toEqual([]);
  });

  test('a note that goes elsewhere meanwhile, into what is folded too, keeps its form, its words and the keyboard', async () => {
    const text = page.getByRole('textbox', { name: 'Edit the note' });
    const column = (name: RegExp) => page.getByRole('region', { name }).filter({ has: text });
    const focused = text.and(page.locator(':focus'));
    const card = page
      .getByRole('region', { name: /^Pending/ })
      .locator('[data-note]')
      .first();
    const id = (await card.getAttribute('data-note')) ?? '';
    const goesTo = (status: string) => cloud`update planning_notes set status = ${status} where id = ${id}`;
    await card.click();
    await text.fill('Mine about the tellers');
    for (const [status, name] of [
      ['incorporated', /^Used/],
      ['archived', /^Archived/],
    ] as const) {
      await goesTo(status);
      await column(name).waitFor();
      await focused.waitFor();
    }
    expect(await accessibilityFindings(page)).toEqual([]);
    await place('Episodes');
    await text.click();
    await goesTo('deferred');
    const group = page
      .locator('section')
      .filter({ has: page.getByRole('button', { name: /^Deferred/, expanded: false }) });
    await group.filter({ has: text }).last().waitFor();
    await focused.waitFor();
    expect(await text.inputValue()).toBe('Mine about the tellers');
    await text.press('Enter');
    await text.waitFor({ state: 'detached' });
    await goesTo('pending');
    expect(await kept()).toEqual([]);
  });

  test("a source that is half typed is open in its own episode only, and a colleague's address survives", async () => {
    const [here, elsewhere] = episodes;
    if (here === undefined || elsewhere === undefined) throw new Error('the demo has too few episodes');
    const form = page.getByRole('form', { name: 'Edit the source' });
    await cloud`update episodes set sources = ${cloud.json([SOURCE])} where id in (${here.id}, ${elsewhere.id})`;
    await openEpisode(here.title);
    await page.getByRole('link', { name: SOURCE.title }).waitFor();
    await page.getByRole('button', { name: 'Actions for source 1' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await form.getByLabel('Title', { exact: true }).fill('Cable maps of 2026');
    await openEpisode(elsewhere.title);
    await page.getByRole('link', { name: SOURCE.title }).waitFor();
    expect(await form.count()).toBe(0);
    const [named] = withSourceIds([SOURCE]);
    const corrected = { ...named, url: 'https://cables.example/all' };
    await openEpisode(here.title);
    await form.waitFor();
    await cloud`update episodes set sources = ${cloud.json([corrected])}, title = 'Cables' where id = ${here.id}`;
    await page.getByRole('heading', { level: 1, name: /Cables/ }).waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await cloud`select sources from episodes where id = ${here.id}`)[0]?.sources, SOON)
      .toMatchObject([{ title: 'Cable maps of 2026', url: corrected.url }]);
    expect(await kept()).toEqual([]);
  });

  /** In Electron the engine is a process of its own, which cannot be made to stand still from here. */
  describe.skipIf(walkHost === 'electron')('typed on while they are being saved', () => {
    const typeOn = async (field: Locator, words: string) => {
      await field.press('End');
      await field.pressSequentially(words);
    };
    const whileNothingAnswers = async (run: () => Promise<void>) => {
      process.kill(pid, 'SIGSTOP');
      await run().finally(() => process.kill(pid, 'SIGCONT'));
    };

    test('a brief goes on from what was saved, also in a form that is opened again, and is nobody else’s change', async () => {
      const savedAs = (text: string) => expect.poll(async () => (await inCloud())?.onboarding_brief, SOON).toBe(text);
      await desk().getByRole('link', { name: PROJECT }).click();
      await place('Settings');
      await brief().fill('For banks');
      await whileNothingAnswers(async () => {
        await save().click();
        await place('Episodes');
        await place('Settings');
        await typeOn(brief(), ' and builders');
      });
      await savedAs('For banks');
      expect([await brief().inputValue(), await meanwhile().count()]).toEqual(['For banks and builders', 0]);
      await whileNothingAnswers(async () => {
        await save().click();
        await typeOn(brief(), ', too');
        await place('Episodes');
      });
      await savedAs('For banks and builders');
      await place('Settings');
      expect([await brief().inputValue(), await meanwhile().count()]).toEqual(['For banks and builders, too', 0]);
      await page.getByRole('button', { name: 'Leave it as it was' }).click();
      expect(await kept()).toEqual([]);
    });

    test('a note goes on from what was saved', async () => {
      await desk().getByRole('link', { name: PROJECT }).click();
      const actions = page.getByRole('button', { name: /^Note actions/ }).first();
      const note = page.getByRole('textbox', { name: 'Edit the note' });
      const notes = async () =>
        (await cloud<{ content: string }[]>`select content from planning_notes where content like 'Ferry%'`).map(
          ({ content }) => content,
        );
      await actions.click();
      await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
      await note.fill('Ferrymen first');
      await whileNothingAnswers(async () => {
        await note.press('Enter');
        await typeOn(note, ' of all');
      });
      await expect.poll(notes, SOON).toEqual(['Ferrymen first']);
      expect(await note.inputValue()).toBe('Ferrymen first of all');
      expect(await meanwhile().count()).toBe(0);
      await note.press('Enter');
      await note.waitFor({ state: 'detached' });
      await expect.poll(notes, SOON).toEqual(['Ferrymen first of all']);
    });
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});

/** What the page itself puts into a field from now on: a moment in which it shows something else is too short to be seen in time. */
async function writesOf(field: Locator): Promise<() => Promise<string[]>> {
  const log = await field.evaluateHandle((area) => {
    const written: string[] = [];
    const own = Object.getOwnPropertyDescriptor(area, 'value');
    Object.defineProperty(area, 'value', {
      configurable: true,
      get: () => own?.get?.call(area),
      set(text: string) {
        written.push(text);
        own?.set?.call(area, text);
      },
    });
    return written;
  });
  return () => log.jsonValue();
}
