import type { Locator, Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** The engine stands still while something new is sent, and its form is left, opened again and typed on: it is made once, with all of it. */
describe.skipIf(!canWalk)('something new that is typed on while it is being made', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('made-once', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const whileNothingAnswers = async (run: () => Promise<void>) => {
    process.kill(pid, 'SIGSTOP');
    await run().finally(() => process.kill(pid, 'SIGCONT'));
  };
  const typeOn = async (field: Locator, words: string) => {
    await field.press('End');
    await field.pressSequentially(words);
  };
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('showrunner.typed.')));

  describe('a project', () => {
    const dialog = () => page.getByRole('dialog', { name: 'New project' });
    const question = () => dialog().getByLabel('The question');
    const brief = () => dialog().getByLabel('Brief');
    const submit = () =>
      dialog()
        .locator('form')
        .evaluate((form: HTMLFormElement) => form.requestSubmit());
    const openDialog = () => page.keyboard.press('Control+Shift+n');
    const made = (title: string) =>
      cloud<{ id: string; title: string; brief: string }[]>`
        select id, title, onboarding_brief as brief from projects where title like ${`${title}%`}`;

    test('is made once, and what is typed on meanwhile goes into it', async () => {
      await openDialog();
      await question().fill('Locks');
      await brief().fill('For lock keepers.');
      await whileNothingAnswers(async () => {
        await submit();
        await submit();
        await typeOn(brief(), ' And for bargemen.');
      });
      await dialog().getByText('The project is made.').waitFor();
      expect(await brief().inputValue()).toBe('For lock keepers. And for bargemen.');
      await syncState(page, 'up-to-date');
      expect(await made('Locks')).toMatchObject([{ brief: 'For lock keepers.' }]);
      await submit();
      await page.getByRole('main').getByRole('heading', { level: 1, name: 'Locks' }).waitFor();
      await syncState(page, 'up-to-date');
      const projects = await made('Locks');
      expect(projects).toMatchObject([{ brief: 'For lock keepers. And for bargemen.' }]);
      expect(new URL(page.url()).pathname).toBe(`/projects/${projects[0]?.id}`);
      expect(await kept()).toEqual([]);
    });

    test('whose dialog is closed and opened again meanwhile is the same project', async () => {
      await openDialog();
      await question().fill('Weirs');
      await whileNothingAnswers(async () => {
        await submit();
        await page.keyboard.press('Escape');
        await dialog().waitFor({ state: 'detached' });
        await openDialog();
        await submit();
        await typeOn(question(), ' and dams');
      });
      await dialog().getByText('The project is made.').waitFor();
      await submit();
      await dialog().waitFor({ state: 'detached' });
      await syncState(page, 'up-to-date');
      expect(await made('Weirs')).toMatchObject([{ title: 'Weirs and dams' }]);
      expect(await kept()).toEqual([]);
    });

    test('that was being made when the page was loaded anew stands in nobody’s way, and is not made again', async () => {
      await openDialog();
      await question().fill('Quays');
      await whileNothingAnswers(async () => {
        await submit();
        await typeOn(question(), ' and piers');
        // Answered once the process goes on.
        await page.evaluate(() => window.location.reload());
      });
      await desk().getByRole('link', { name: 'Quays' }).waitFor();
      await openDialog();
      await dialog().getByText('The project is made.').waitFor();
      expect(await question().inputValue()).toBe('Quays and piers');
      await dialog().getByRole('button', { name: 'Save it' }).click();
      await dialog().waitFor({ state: 'detached' });
      await syncState(page, 'up-to-date');
      expect(await made('Quays')).toMatchObject([{ title: 'Quays and piers' }]);
    });
  });

  describe('a memory', () => {
    const memory = () => page.getByRole('textbox', { name: 'Memory' });
    const section = () => page.locator('#memories');
    const saveMemory = () => section().getByRole('button', { name: 'Save', exact: true });
    const add = () => page.getByRole('button', { name: 'Add a memory' });
    const memories = async (words: string) => {
      const [row] = await cloud<{ memories: { content: string; importance: number }[] }[]>`
        select memories from projects where title = ${PROJECT}`;
      return row?.memories.filter(({ content }) => content.startsWith(words));
    };
    const openSettings = async () => {
      await desk().getByRole('link', { name: PROJECT }).click();
      await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Settings' }).click();
    };

    test('that is saved twice meanwhile is one memory, and the form keeps what was typed', async () => {
      await openSettings();
      await add().click();
      await memory().fill('Tides matter');
      await whileNothingAnswers(async () => {
        await saveMemory().click();
        await saveMemory().click();
        await typeOn(memory(), ' in March');
      });
      await page.getByRole('button', { name: 'Edit: Tides matter', exact: true }).waitFor();
      expect(await memory().inputValue()).toBe('Tides matter in March');
      await syncState(page, 'up-to-date');
      expect(await memories('Tides')).toMatchObject([{ content: 'Tides matter' }]);
      await saveMemory().click();
      await memory().waitFor({ state: 'detached' });
      await expect.poll(() => memories('Tides'), SOON).toMatchObject([{ content: 'Tides matter in March' }]);
    });

    test('closes no form but its own with its answer', async () => {
      await page.getByRole('button', { name: 'Edit: Tides matter in March' }).click();
      await memory().fill('Tides matter in May');
      await whileNothingAnswers(async () => {
        await saveMemory().click();
        await add().click();
        await memory().fill('Another');
      });
      await page.getByRole('button', { name: 'Edit: Tides matter in May' }).waitFor();
      expect(await memory().inputValue()).toBe('Another');
      await memory().press('Escape');
      expect(await kept()).toEqual([]);
    });

    test('whose form was left before it was answered is the same one when it is opened again, and counts as much', async () => {
      await add().click();
      await memory().fill('Ebbs matter');
      await page.getByLabel('How much it counts').selectOption('Always heed');
      await whileNothingAnswers(async () => {
        await saveMemory().click();
        await typeOn(memory(), ' more');
        await page.getByRole('button', { name: 'Edit: Tides matter in May' }).click();
      });
      await page.getByRole('button', { name: 'Edit: Ebbs matter', exact: true }).waitFor();
      await memory().press('Escape');
      await page.reload();
      await add().click();
      expect(await memory().inputValue()).toBe('Ebbs matter more');
      await saveMemory().click();
      await memory().waitFor({ state: 'detached' });
      await expect.poll(() => memories('Ebbs'), SOON).toMatchObject([{ content: 'Ebbs matter more', importance: 0.9 }]);
      expect(await kept()).toEqual([]);
    });

    test('that was removed meanwhile is made anew', async () => {
      await add().click();
      await memory().fill('Neaps matter');
      await whileNothingAnswers(async () => {
        await saveMemory().click();
        await typeOn(memory(), ' too');
      });
      await page.getByRole('button', { name: 'Remove: Neaps matter', exact: true }).click();
      await page.getByRole('button', { name: 'Remove: Neaps matter', exact: true }).waitFor({ state: 'detached' });
      await saveMemory().click();
      await memory().waitFor({ state: 'detached' });
      await expect.poll(() => memories('Neaps'), SOON).toMatchObject([{ content: 'Neaps matter too' }]);
    });
  });

  describe('a source', () => {
    const form = () => page.getByRole('form', { name: 'New source' });
    const title = () => form().getByLabel('Title', { exact: true });
    const panel = () => page.getByRole('button', { name: 'About this episode' });
    let episode: { id: string; title: string };
    const sources = async (words: string) => {
      const [row] = await cloud<
        { sources: { title: string }[] }[]
      >`select sources from episodes where id = ${episode.id}`;
      return row?.sources.map(({ title: name }) => name).filter((name) => name.startsWith(words));
    };
    const add = () => page.getByRole('button', { name: 'Add a source' });
    /** Its panel is folded away and unfolded, which asks nobody for anything. */
    const leave = async () => {
      await panel().click();
      await form().waitFor({ state: 'detached' });
    };
    const comeBack = async () => {
      await panel().click();
      await title().waitFor();
    };

    beforeAll(async () => {
      const [found] = await cloud<(typeof episode)[]>`
        select e.id, e.title from episodes e join projects p on p.id = e.project_id
        where p.title = ${PROJECT} and e.status = 'PUBLISHED' order by e.sequence_number limit 1`;
      if (found === undefined) throw new Error('the demo has no such episode');
      episode = found;
      await desk().getByRole('link', { name: PROJECT }).click();
      await page.getByRole('main').getByRole('link', { name: episode.title }).click();
      await page.getByRole('heading', { level: 1, name: episode.title }).waitFor();
    });

    test('that is added twice meanwhile is one source', async () => {
      await add().click();
      await title().fill('Tide tables');
      await whileNothingAnswers(async () => {
        await title().press('Enter');
        await title().press('Enter');
        await typeOn(title(), ' of 2026');
      });
      await expect.poll(() => sources('Tide'), SOON).toEqual(['Tide tables']);
      await syncState(page, 'up-to-date');
      expect(await title().inputValue()).toBe('Tide tables of 2026');
      await title().press('Enter');
      await form().waitFor({ state: 'detached' });
      await expect.poll(() => sources('Tide'), SOON).toEqual(['Tide tables of 2026']);
      expect(await kept()).toEqual([]);
    });

    test('whose form is left and opened again meanwhile is one source', async () => {
      await add().click();
      await title().fill('Harbour map');
      await whileNothingAnswers(async () => {
        await title().press('Enter');
        await leave();
        await comeBack();
        await title().press('Enter');
        await typeOn(title(), ' of 2026');
      });
      await expect.poll(() => sources('Harbour'), SOON).toEqual(['Harbour map']);
      await title().press('Enter');
      await form().waitFor({ state: 'detached' });
      await expect.poll(() => sources('Harbour'), SOON).toEqual(['Harbour map of 2026']);
      expect(await kept()).toEqual([]);
    });

    test('whose form was left before it was answered is the same one when it is opened again', async () => {
      await add().click();
      await title().fill('Pier plan');
      await whileNothingAnswers(async () => {
        await title().press('Enter');
        await typeOn(title(), ' of 2026');
        await leave();
      });
      await expect.poll(() => sources('Pier'), SOON).toEqual(['Pier plan']);
      await comeBack();
      expect(await title().inputValue()).toBe('Pier plan of 2026');
      await title().press('Enter');
      await form().waitFor({ state: 'detached' });
      await expect.poll(() => sources('Pier'), SOON).toEqual(['Pier plan of 2026']);
      expect(await kept()).toEqual([]);
    });

    test('that was being added when the page was loaded anew is not added again', async () => {
      await add().click();
      await title().fill('Dredging log');
      await whileNothingAnswers(async () => {
        await title().press('Enter');
        await page.evaluate(() => window.location.reload());
      });
      await page.getByText('Dredging log').waitFor();
      await add().waitFor();
      await form().waitFor({ state: 'detached' });
      await syncState(page, 'up-to-date');
      expect(await sources('Dredging')).toEqual(['Dredging log']);
      expect(await kept()).toEqual([]);
    });
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
