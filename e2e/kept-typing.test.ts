import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const QUESTION = 'Who pays for the cables under the sea?';
const BRIEF = 'For a board that has never bought one. Leave out the history.';
const SOURCE = 'Cable maps of 2026';
/** Over the cloud and back, on a machine that may be busy with other tests. */
const SOON = { timeout: 30_000 };

/** What is typed into a form and not sent: the form, the page and the window go, and it does not. */
describe.skipIf(!canWalk)('typing that was not finished', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let episode: { id: string };

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('kept-typing', { worker: 'off' })));
    const [published] = await cloud<(typeof episode)[]>`
      select e.id from episodes e join blocks b on b.episode_id = e.id
      where b.content <> '' and e.deleted_at is null order by e.published_at limit 1`;
    if (published === undefined) throw new Error('the demo has no episode with a text');
    episode = published;
  });
  afterAll(() => closing.disposeAsync());

  const title = (at = page) => at.getByRole('textbox', { name: 'Title of the episode' });
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('showrunner.typed.')));
  const reload = async () => {
    await page.reload();
    await page.getByRole('navigation', { name: 'Desk' }).waitFor();
  };
  const open = async (path: string) => {
    await page.goto(new URL(path, page.url()).href);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  };

  test('a project that is being thought up is there when its dialog is opened again, until it is cancelled', async () => {
    const question = page.getByLabel('The question');
    await page.keyboard.press('Control+Shift+n');
    await question.fill(QUESTION);
    await page.getByLabel('Brief').fill(BRIEF);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await reload();
    await page.keyboard.press('Control+Shift+n');
    expect(await question.inputValue()).toBe(QUESTION);
    expect(await page.getByLabel('Brief').inputValue()).toBe(BRIEF);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Control+Shift+n');
    expect(await question.inputValue()).toBe('');
    await page.keyboard.press('Escape');
  });

  test('a title that was being typed when the window went away is saved when it comes back', async () => {
    await open(`/episodes/${episode.id}`);
    await title().fill('Cables, and who owns them');
    await reload();
    await expect.poll(titleInCloud).toBe('Cables, and who owns them');
    expect(await title().inputValue()).toBe('Cables, and who owns them');
  });

  test('one that somebody else changed meanwhile is not replaced by leaving the field or the page, but when it is asked for', async () => {
    await title().fill('Mine');
    await cloud`update episodes set title = 'Theirs' where id = ${episode.id}`;
    await page.getByRole('heading', { level: 1, name: /Theirs/ }).waitFor();
    await title().press('Tab');
    const overtaken = page.getByRole('alert').filter({ hasText: 'Changed meanwhile to “Theirs”' });
    await overtaken.waitFor();
    await syncState(page, 'up-to-date');
    expect(await titleInCloud()).toBe('Theirs');
    await reload();
    await overtaken.waitFor();
    expect(await title().inputValue()).toBe('Mine');
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await titleInCloud()).toBe('Theirs');
    await page.getByRole('button', { name: 'Save mine' }).click();
    await overtaken.waitFor({ state: 'detached' });
    await expect.poll(titleInCloud, SOON).toBe('Mine');
    expect(await title().inputValue()).toBe('Mine');
  });

  test('one that is in the store already, though its answer was lost, is nothing left unsaved', async () => {
    await title().fill('Mine too ');
    await cloud`update episodes set title = 'Mine too' where id = ${episode.id}`;
    await page.getByRole('heading', { level: 1, name: /Mine too/ }).waitFor();
    await reload();
    await title().waitFor();
    await expect.poll(kept).toEqual([]);
    expect(await title().inputValue()).toBe('Mine too');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  /** Tabs, and a connection that can be cut, are the browser's. */
  describe.skipIf(walkHost === 'electron')('in another tab', () => {
    const anotherTab = async () => {
      const tab = await page.context().newPage();
      const key = await page.evaluate(() => sessionStorage.getItem('showrunner.key'));
      await tab.addInitScript((own) => sessionStorage.setItem('showrunner.key', own ?? ''), key);
      return tab;
    };

    test('a title is not saved half typed by whoever opens the episode here, until that tab is gone', async () => {
      const tab = await anotherTab();
      await tab.goto(page.url());
      await title(tab).fill('Half typ');
      await reload();
      await title().waitFor();
      await syncState(page, 'up-to-date');
      expect(await title().inputValue()).toBe('Mine too');
      expect(await titleInCloud()).toBe('Mine too');
      await title(tab).press('End');
      await title(tab).pressSequentially('ed');
      await tab.close();
      await reload();
      await expect.poll(titleInCloud, SOON).toBe('Half typed');
      expect(await title().inputValue()).toBe('Half typed');
      await expect.poll(kept).toEqual([]);
    });

    test('a title that was left while the engine was away is saved when it is back', async () => {
      const tab = await anotherTab();
      const connection = await cutConnection(tab);
      await tab.goto(page.url());
      await title(tab).waitFor();
      connection.cut();
      await tab.getByText('engine is restarting').waitFor();
      await title(tab).fill('Typed on the way');
      await title(tab).press('Enter');
      await tab.getByText('so this was not done').waitFor();
      connection.mend();
      await expect.poll(titleInCloud, SOON).toBe('Typed on the way');
      expect(await title(tab).inputValue()).toBe('Typed on the way');
      await expect.poll(kept).toEqual([]);
      await tab.close();
    });
  });

  test('a source that is half typed stands there after a restart, until it is given up', async () => {
    const source = page.getByRole('form', { name: 'New source' }).getByLabel('Title', { exact: true });
    await page.getByRole('button', { name: 'Add a source' }).click();
    await source.fill(SOURCE);
    await reload();
    await source.waitFor();
    expect(await source.inputValue()).toBe(SOURCE);
    await source.press('Escape');
    await reload();
    await page.getByRole('button', { name: 'Add a source' }).waitFor();
    expect(await source.count()).toBe(0);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });

  async function titleInCloud(): Promise<string | undefined> {
    const [row] = await cloud<{ title: string }[]>`select title from episodes where id = ${episode.id}`;
    return row?.title;
  }
});

/** The engine goes away from this page, as it does when its process is started anew; to be called before the page opens. */
async function cutConnection(page: Page): Promise<{ cut: () => void; mend: () => void }> {
  let isCut = false;
  let close = () => {};
  await page.routeWebSocket(/./, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    const engine = socket.connectToServer();
    close = () => {
      void socket.close();
      void engine.close();
    };
  });
  return {
    cut() {
      isCut = true;
      close();
    },
    mend() {
      isCut = false;
    },
  };
}
