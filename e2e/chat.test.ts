import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { readDemoCloud } from './support/demo-cloud.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
import { holdEngine } from './support/held-engine.ts';
import { pressUntilFocused } from './support/keyboard.ts';
import { beginStory } from './support/story.ts';
import { walkHost } from './support/walk-host.ts';

const FIRST = 'What is a groyne?';
const SECOND = 'What is a mole?';
const SUGGESTION = 'Say what a groyne costs';

/** What the chat says of itself when not all is well: with the cloud, with the store, with the room there is. */
describe.skipIf(!canWalk)('the chat', () => {
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let folders: { data: string };
  let project: { id: string; title: string };

  beforeAll(async () => {
    ({ page, complaints, cloud, folders } = closing.use(await beginStory('chat', { worker: 'off' })));
    const [active] = await cloud<(typeof project)[]>`
      select id, title from projects where deleted_at is null and status = 'ACTIVE' order by title limit 1`;
    if (active === undefined) throw new Error('the demo has no active project');
    project = active;
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Chat' }).click();
    await page.getByText('Nothing yet').waitFor();
    await begin(FIRST);
    await begin(SECOND);
    await syncState(page, 'up-to-date');
  });
  afterAll(() => closing.disposeAsync());

  const begin = async (question: string) => {
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByRole('combobox', { name: 'About' }).selectOption({ label: project.title });
    await page.getByRole('textbox', { name: 'First message' }).fill(question);
    await page.keyboard.press('Enter');
    await heading(question).waitFor();
  };
  const list = (on = page) => on.getByRole('navigation', { name: 'Conversations' });
  const heading = (title: string, on = page) => on.getByRole('heading', { level: 1, name: title });
  const open = async (title: string) => {
    await list().getByRole('link', { name: title }).click();
    await heading(title).waitFor();
  };
  const message = (on = page) => on.getByRole('textbox', { name: 'Message', exact: true });
  const state = (kind: string) => page.locator(`[data-testid=answer-state][data-state=${kind}]`);

  test('at 200 % an older conversation can be opened, by keyboard alone', async () => {
    await page.setViewportSize({ width: 640, height: 400 });
    const opener = page.getByRole('button', { name: 'Conversations, 2' });
    await pressUntilFocused(page, opener);
    await page.keyboard.press('Enter');
    await list().getByRole('link', { name: SECOND }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await pressUntilFocused(page, list().getByRole('link', { name: FIRST }));
    await page.keyboard.press('Enter');
    await heading(FIRST).waitFor();
    await opener.and(page.locator(':focus')).waitFor();
    expect(await list().getByRole('link').count()).toBe(0);
    const box = await message().boundingBox();
    expect((box?.y ?? 400) + (box?.height ?? 0)).toBeLessThanOrEqual(400);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await opener.count()).toBe(0);
    await list().getByRole('link', { name: SECOND }).waitFor();
  });

  test('what is noted stays noted, until the note is thrown away', async () => {
    await open(FIRST);
    await cloud`
      insert into chat_messages (organization_id, session_id, user_id, role, content, metadata)
      select organization_id, id, user_id, 'assistant', 'A wall across a beach.', ${cloud.json({ suggested_note: SUGGESTION })}
      from chat_sessions where title = ${FIRST}`;
    const press = page.getByRole('button', { name: 'Note it' });
    const noted = page.getByRole('listitem', { name: 'Answer' }).getByText('Noted', { exact: true });
    await press.click();
    await noted.waitFor();
    await open(SECOND);
    await open(FIRST);
    await noted.waitFor();
    expect(await press.count()).toBe(0);
    await page.reload();
    await noted.waitFor();
    await syncState(page, 'up-to-date');
    expect(await cloud`select from planning_notes where content = ${SUGGESTION}`).toHaveLength(1);
    await cloud`update planning_notes set deleted_at = now() where content = ${SUGGESTION}`;
    await press.waitFor();
    expect(await noted.count()).toBe(0);
  });

  test('an address that names no conversation of the list shows no other in its place', async () => {
    await page.goto(new URL(`/chat?with=${crypto.randomUUID()}`, page.url()).href);
    await page.getByText('This conversation is not in the list').waitFor();
    expect(await message().count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await open(SECOND);
  });

  // Over a port of messages, as in Electron, nothing stands between the page and its engine.
  test.skipIf(walkHost === 'electron')(
    'what cannot be read stays open as it was last read, and no empty form takes its place',
    async () => {
      const url = new URL(page.url());
      url.searchParams.set('key', await page.evaluate("sessionStorage.getItem('showrunner.key') ?? ''"));
      const broken = await page.context().newPage();
      const engine = await holdEngine(broken);
      const nothingIsTaken = async () => {
        expect(await broken.getByRole('textbox', { name: 'First message' }).count()).toBe(0);
        expect(await broken.getByText('Nothing yet').count()).toBe(0);
      };
      await broken.goto(url.href);
      await heading(SECOND, broken).waitFor();
      await message(broken).fill('And a');
      engine.fail('chat.sessions', 'chat.messages');
      await broken.getByRole('alert').getByText('Your conversations cannot be read').waitFor();
      await broken.getByRole('alert').getByText('The messages cannot be read').waitFor();
      await heading(SECOND, broken).waitFor();
      await broken.getByRole('log').getByText(SECOND).waitFor();
      await list(broken).getByRole('link', { name: FIRST }).waitFor();
      await broken.keyboard.type(' pier?');
      expect(await message(broken).inputValue()).toBe('And a pier?');
      await nothingIsTaken();

      await broken.reload();
      await broken.getByRole('alert').getByText('Your conversations cannot be read').waitFor();
      expect(await message(broken).inputValue()).toBe('And a pier?');
      await nothingIsTaken();

      url.search = new URLSearchParams({ key: url.searchParams.get('key') ?? '' }).toString();
      await broken.goto(url.href);
      await broken.getByRole('alert').getByText('Your conversations cannot be read').waitFor();
      await nothingIsTaken();
      expect(await accessibilityFindings(broken)).toEqual([]);
      engine.release();
      await heading(SECOND, broken).waitFor();
      expect(await broken.getByRole('alert').count()).toBe(0);
      expect(await message(broken).inputValue()).toBe('And a pier?');
      await message(broken).fill('');
      await broken.close();
    },
  );

  test('a question that the cloud does not accept says so, and leads to where it can be dealt with', async () => {
    await cloud`alter table chat_messages add constraint unheard check (content not like '%unheard%') not valid`;
    await message().fill('An unheard question');
    await page.keyboard.press('Enter');
    await state('not-accepted').waitFor({ timeout: 60_000 });
    await list().getByRole('link', { name: SECOND }).getByText('Not accepted').waitFor();
    expect(await list().getByText('Waits to be sent').count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await state('not-accepted').getByRole('link', { name: 'Needs attention' }).click();
    await heading('Needs attention').waitFor();
    await cloud`alter table chat_messages drop constraint unheard`;
    await page.goBack();
    await heading(SECOND).waitFor();
  });

  test('while the cloud cannot be reached a question is not said to be on its way', async () => {
    await open(FIRST);
    await message().fill('Who pays for it?');
    const { pid } = await readDemoCloud(folders.data);
    // It comes back by itself some seconds later.
    process.kill(pid, 'SIGKILL');
    await page.keyboard.press('Enter');
    await state('waiting-for-network').getByText('Waiting for the network').waitFor();
    const question = page.getByRole('listitem', { name: 'Your message' }).filter({ hasText: 'Who pays for it?' });
    await question.locator('[data-state=asked]').waitFor({ timeout: 90_000 });
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
