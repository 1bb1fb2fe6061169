import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canWalk } from './support/chromium.ts';
import { type Complaints, syncState } from './support/desk-page.ts';
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
  const episodes = async () =>
    (
      await cloud<{ count: number }[]>`
      select count(*)::int from episodes where project_id = ${project.id} and deleted_at is null`
    )[0]?.count ?? 0;
  const notes = async (content: string) => {
    await syncState(page, 'up-to-date');
    const rows = await cloud`select from planning_notes where content = ${content} and deleted_at is null`;
    return rows.length;
  };

  test('a new episode is made, and whoever is elsewhere by then stays there', async () => {
    const before = await episodes();
    await open('Episodes');
    await whileNothingAnswers(async () => {
      await press('New episode');
      await bin();
    });
    await expect.poll(episodes, { timeout: 60_000 }).toBe(before + 1);
    expect(place()).toBe('/bin');
  });

  test('two presses make one new episode', async () => {
    const before = await episodes();
    await open('Episodes');
    await whileNothingAnswers(async () => {
      await press('New episode');
      await press('New episode');
    });
    await page.getByRole('textbox', { name: 'Title of the episode' }).waitFor();
    await syncState(page, 'up-to-date');
    expect(await episodes()).toBe(before + 1);
  });

  test('a note typed while the one before is on its way stays, and two Enters make one note', async () => {
    await open('Episodes');
    const composer = page.getByRole('textbox', { name: 'New planning note' });
    await composer.fill('Ask the ferrymen');
    await whileNothingAnswers(async () => {
      await composer.press('Enter');
      await composer.press('Enter');
      await composer.press('End');
      await composer.pressSequentially(' And the harbour');
    });
    // Its row comes after the answer, with which the composer has let go of it.
    await page.getByRole('listitem').filter({ hasText: 'Ask the ferrymen' }).waitFor();
    expect(await composer.inputValue()).toBe(' And the harbour');
    await composer.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'And the harbour' }).waitFor();
    expect(await composer.inputValue()).toBe('');
    expect(await notes('Ask the ferrymen')).toBe(1);
    expect(await notes('And the harbour')).toBe(1);
  });

  test('a quick note is made once, and the next one that is typed meanwhile keeps its dialog', async () => {
    await page.keyboard.press('Control+j');
    const note = page.getByRole('textbox', { name: 'Quick note' });
    await note.fill('Ask the pilots');
    await whileNothingAnswers(async () => {
      await note.press('Enter');
      await note.press('Enter');
      await note.pressSequentially('And the tugs');
    });
    await page.getByText(`Noted for “${project.title}”`).waitFor();
    expect(await note.inputValue()).toBe('And the tugs');
    await note.press('Enter');
    await note.waitFor({ state: 'detached' });
    expect(await notes('Ask the pilots')).toBe(1);
    expect(await notes('And the tugs')).toBe(1);
  });

  test('a quick note that is on its way takes no dialog along that is opened for the next one', async () => {
    await page.keyboard.press('Control+j');
    const note = page.getByRole('textbox', { name: 'Quick note' });
    await note.fill('Ask the keepers');
    await whileNothingAnswers(async () => {
      await note.press('Enter');
      await note.press('Escape');
      await note.waitFor({ state: 'detached' });
      await page.keyboard.press('Control+j');
      await page.getByRole('dialog', { name: 'Quick note' }).waitFor();
    });
    // By then an answer that takes the dialog away has done so.
    await expect.poll(() => notes('Ask the keepers'), { timeout: 30_000 }).toBe(1);
    expect(await note.inputValue()).toBe('');
    await note.press('Escape');
  });

  test('a second press on “Generate” while the first is on its way asks for nothing more', async () => {
    const before = await episodes();
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Generation' }).click();
    await page.getByRole('button', { name: 'Generate an episode' }).click();
    const dialog = page.getByRole('dialog', { name: 'Generate an episode' });
    await dialog.getByRole('combobox').selectOption({ label: project.title });
    await whileNothingAnswers(async () => {
      await dialog.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
      await dialog.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
      await dialog.getByRole('button', { name: 'Asking…', disabled: true }).waitFor();
    });
    await dialog.waitFor({ state: 'detached' });
    await syncState(page, 'up-to-date');
    expect(await episodes()).toBe(before + 1);
  });

  test('several files are imported once, the dialog says how far it is, also when it is opened again', async () => {
    const before = await episodes();
    await open('Episodes');
    const openDialog = async () => {
      await page.getByRole('button', { name: 'Project actions' }).click();
      await page.getByRole('menuitem', { name: 'Import Markdown as episodes…' }).click();
    };
    const dialog = page.getByRole('dialog', { name: 'Import Markdown' });
    await openDialog();
    await dialog.getByLabel('Markdown files').setInputFiles(
      ['Tides', 'Locks', 'Quays'].map((title) => ({
        name: `${title}.md`,
        mimeType: 'text/markdown',
        buffer: Buffer.from(`# ${title}\n\nAll of it.\n`),
      })),
    );
    // What reads the files is a script of its own, which comes from the process that is about to stand still.
    await dialog.getByRole('button', { name: 'Import 3 files' }).waitFor();
    await whileNothingAnswers(async () => {
      await dialog.getByRole('button', { name: 'Import 3 files' }).click();
      await dialog.getByRole('status').getByText('Importing: 0 of 3…').waitFor();
      expect(await dialog.getByRole('button', { name: 'Import 3 files' }).isDisabled()).toBe(true);
      await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
      await dialog.waitFor({ state: 'detached' });
      await openDialog();
      await dialog.getByRole('status').getByText('Importing: 0 of 3…').waitFor();
    });
    await page.getByText('3 files imported').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await syncState(page, 'up-to-date');
    expect(await episodes()).toBe(before + 3);
  });

  test('a second conversation that is begun is the one that stays open, and typing goes on in it', async () => {
    const conversation = page.getByRole('region', { name: 'Conversation', exact: true });
    const first = page.getByRole('textbox', { name: 'First message' });
    const chat = async () => {
      await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Chat' }).click();
      await page.getByRole('button', { name: 'New conversation' }).click();
    };
    await chat();
    await first.fill('What is a groyne?');
    await first.press('Enter');
    await conversation.getByRole('heading', { name: 'What is a groyne?' }).waitFor();
    await chat();
    await first.fill('What is a mole?');
    await whileNothingAnswers(async () => {
      await first.press('Enter');
      await first.press('Enter');
      await first.press('End');
      await page.keyboard.type('And');
    });
    await conversation.getByRole('heading', { name: 'What is a mole?' }).waitFor();
    await page.keyboard.type(' a pier?');
    const message = conversation.getByRole('textbox', { name: 'Message' });
    expect(await message.inputValue()).toBe('And a pier?');
    await page.keyboard.press('Enter');
    await conversation.getByRole('listitem', { name: 'Your message' }).nth(1).getByText('And a pier?').waitFor();
    expect(await conversation.getByRole('listitem', { name: 'Your message' }).count()).toBe(2);
    expect(await page.getByRole('navigation', { name: 'Conversations' }).getByRole('listitem').count()).toBe(2);
  });

  test('a message on its way is not sent again by whoever leaves its conversation and comes back', async () => {
    const list = page.getByRole('navigation', { name: 'Conversations' });
    const conversation = page.getByRole('region', { name: 'Conversation', exact: true });
    const message = conversation.getByRole('textbox', { name: 'Message' });
    await message.fill('Who dredges it?');
    await whileNothingAnswers(async () => {
      await message.press('Enter');
      await list.getByRole('link', { name: /groyne/ }).click();
      await conversation.getByRole('heading', { name: 'What is a groyne?' }).waitFor();
      await list.getByRole('link', { name: /a mole/ }).click();
      await conversation.getByRole('heading', { name: 'What is a mole?' }).waitFor();
      await message.press('Enter');
      await message.press('End');
      await message.pressSequentially(' And how often?');
    });
    const sent = conversation.getByRole('listitem', { name: 'Your message' }).filter({ hasText: 'dredges' });
    await sent.first().waitFor();
    await expect.poll(() => message.inputValue()).toBe(' And how often?');
    expect(await sent.count()).toBe(1);
    await page.reload();
    expect(await message.inputValue()).toBe(' And how often?');
    await message.fill('');
  });

  test('a question keeps its words when it is chosen what it is about, and the list keeps the keyboard', async () => {
    await page.getByRole('button', { name: 'New conversation' }).click();
    const question = page.getByRole('textbox', { name: 'First message' });
    const about = page.getByRole('combobox', { name: 'About' });
    await question.fill('Which harbours are left?');
    await about.focus();
    await about.selectOption({ label: project.title });
    await expect.poll(() => new URL(page.url()).searchParams.get('project')).toBe(project.id);
    expect(await question.inputValue()).toBe('Which harbours are left?');
    await about.and(page.locator(':focus')).waitFor();
    await question.press('Enter');
    await page.getByRole('heading', { name: 'Which harbours are left?' }).waitFor();
  });

  test('a note of an answer that was given up while it was on its way takes no word of the next one along', async () => {
    await syncState(page, 'up-to-date');
    await cloud`
      insert into chat_messages (organization_id, session_id, user_id, role, content)
      select organization_id, id, user_id, 'assistant', 'Three of them are.' from chat_sessions where title = 'Which harbours are left?'`;
    const note = page.getByRole('textbox', { name: 'Planning note' });
    const opener = page.getByRole('button', { name: 'Make a note of the selection…' });
    await opener.click();
    await note.fill('Ask the wardens');
    await whileNothingAnswers(async () => {
      await page.getByRole('button', { name: 'Add the note' }).click();
      await note.press('Escape');
      await opener.click();
      await note.fill('Ask the smiths');
    });
    await page.getByText('Noted for the next episode').waitFor();
    expect(await notes('Ask the wardens')).toBe(1);
    expect(await note.inputValue()).toBe('Ask the smiths');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await note.waitFor({ state: 'detached' });
    expect(await notes('Ask the smiths')).toBe(1);
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
