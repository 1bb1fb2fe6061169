import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
const OTHER_EPISODE = 'How it ends well';
const SENT = 'Written after the backup, and sent.';
const UNSENT = 'Written after the backup, on a train.';
const MEMORIES = 'Do not write about crypto prices';

/** What is on the machine is copied, put back, taken away as one file and brought in again. One story. */
describe.skipIf(!canWalk)('the data page', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let pid = 0;
  let exported: Uint8Array;

  beforeAll(async () => {
    ({ page, complaints, cloud, pid } = closing.use(await beginStory('data', { worker: 'off' })));
  });
  afterAll(() => closing.disposeAsync());

  const desk = () => page.getByRole('navigation', { name: 'Desk' });
  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const backups = () => page.getByRole('list', { name: 'Backups' }).getByRole('listitem');
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

  async function openData(): Promise<void> {
    await desk().getByRole('link', { name: 'Data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  }

  async function writeAtEnd(episode: string, sentence: string): Promise<void> {
    await openAtEnd(episode);
    await page.keyboard.press('Enter');
    await page.keyboard.type(sentence);
    await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  }

  async function openAtEnd(episode: string): Promise<void> {
    await desk().getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: episode }).click();
    await page.getByRole('heading', { level: 1, name: episode }).waitFor();
    await text().click();
    await page.keyboard.press('Control+End');
  }

  async function choose(name: string, content: Uint8Array): Promise<void> {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Choose a file…')]);
    await chooser.setFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(content) });
  }

  test('a backup is made and checked, and says what is in it', async () => {
    await openData();
    await page.getByText('None yet: the first is made when nothing was typed for a minute.').waitFor();
    await press('Make one now');
    await page.getByText('A backup was made and checked').waitFor();
    await backups().getByText(/rows$/).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('restored, it undoes nobody’s work: what waited stays, what was sent comes back from the cloud', async () => {
    await writeAtEnd(EPISODE, SENT);
    await syncState(page, 'up-to-date');
    await setOffline(page, true);
    await writeAtEnd(OTHER_EPISODE, UNSENT);
    await openData();
    await press(/^Restore the backup of/);
    await page.getByRole('dialog').getByText('it does not undo anybody’s work').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await press('Restore this backup');
    await page.getByText(/^A backup took the place of the local database, as you asked: .+ set aside/).waitFor();
    await page.getByText(/with one database set aside/).waitFor();
    await press('Understood');
    // Still offline, as chosen; the backup itself: the sentence was written later, and the cloud is not asked.
    await syncState(page, 'offline');
    await openAtEnd(EPISODE);
    expect(await text().getByText(SENT).count()).toBe(0);
    await setOffline(page, false);
    await syncState(page, 'up-to-date');
    await text().getByText(SENT).waitFor();
    await openAtEnd(OTHER_EPISODE);
    await text().getByText(UNSENT).waitFor();
    const rows = await cloud`select content from blocks where content like ${`%${UNSENT}`} and deleted_at is null`;
    expect(rows).toHaveLength(1);
  });

  test('everything is exported as one file, offline, with what waits to be sent', async () => {
    await setOffline(page, true);
    await page.keyboard.press('Control+j');
    await page.getByRole('textbox', { name: 'Quick note' }).fill('Noted on the train');
    await page.keyboard.press('Enter');
    await openData();
    const [download] = await Promise.all([page.waitForEvent('download'), press('Export everything')]);
    await page.getByText(/^Exported: .+, with your downloads\.$/).waitFor();
    expect(download.suggestedFilename()).toMatch(/^showrunner-\d{4}-\d\d-\d\d\.zip$/);
    exported = await readFile(await download.path());
    const files = unzipSync(exported);
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const manifest = JSON.parse(read('manifest.json'));
    expect(manifest).toMatchObject({ format: 'showrunner-export', organization: { id: 'org_demo' }, unsent: 1 });
    expect(JSON.parse(read('tables/projects.json'))).toHaveLength(manifest.tables.projects);
    expect(read('tables/planning_notes.json')).toContain('Noted on the train');
    const texts = Object.keys(files).filter((name) => name.startsWith(`texts/${PROJECT}/`));
    expect(texts.map(read).join()).toContain(SENT);
    await setOffline(page, false);
    await syncState(page, 'up-to-date');
  });

  test('a file that is no export is refused in a plain sentence, and nothing is made', async () => {
    const newer = JSON.stringify({ format: 'showrunner-export', version: 99 });
    const cases: [string, Uint8Array, string][] = [
      ['holiday.zip', strToU8('no archive'), 'This file is not a ZIP file, or it is damaged. Nothing was imported.'],
      ['half.zip', exported.slice(0, exported.length / 2), 'This file is not a ZIP file, or it is damaged.'],
      ['letter.docx', zipSync({ 'word/document.xml': strToU8('<w/>') }), 'This is not a whole export of Showrunner'],
      [
        'later.zip',
        zipSync({ 'manifest.json': strToU8(newer) }),
        'This export was made by a newer version of the app.',
      ],
    ];
    for (const [name, content, sentence] of cases) {
      await choose(name, content);
      await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    }
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the export is imported beside what there is: paused projects, with their texts, sources and memories', async () => {
    await choose('export.zip', exported);
    await page
      .getByText(/^From Meridian Research, exported .+: \d+ projects, \d+ episodes, \d+ texts, \d+ notes\.$/)
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    // The engine stands still until somebody has left and come back: it is one import all the same.
    process.kill(pid, 'SIGSTOP');
    try {
      await press('Import as new');
      await page.getByText(/^Making: /).waitFor();
      await desk().getByRole('link', { name: PROJECT }).click();
      await page.getByText(/^Making: /).waitFor({ state: 'detached' });
      await openData();
      await page.getByText(/^Making: /).waitFor();
      expect(await page.getByRole('button', { name: 'Choose a file…' }).isDisabled()).toBe(true);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await page.getByText(/^Imported: \d+ projects.+ The projects are paused\.$/).waitFor({ timeout: 60_000 });
    await syncState(page, 'up-to-date');
    const projects = await cloud`
      select id, status, onboarding_brief, cadence_config, timezone, memories from projects where title = ${PROJECT} order by created_at, id`;
    const [before, after] = projects;
    expect(projects).toHaveLength(2);
    expect(after).toMatchObject({
      status: 'PAUSED',
      onboarding_brief: before?.onboarding_brief,
      timezone: before?.timezone,
    });
    const words = (row: postgres.Row | undefined) =>
      row?.memories.map(({ content, source, created_at }: { [key: string]: string }) => [content, source, created_at]);
    expect(JSON.stringify(words(after))).toContain(MEMORIES);
    expect(words(after)).toEqual(words(before));
    const episodes = await cloud`
      select e.project_id, e.status, b.content, jsonb_array_length(e.sources) as sources, e.sources -> 0 ->> 'url' as url
      from episodes e join blocks b on b.episode_id = e.id where e.title = ${EPISODE} order by e.created_at, e.id`;
    expect(episodes).toHaveLength(2);
    const [original, copy] = episodes;
    expect(copy).toEqual({ ...original, project_id: after?.id, status: 'DRAFT' });
    expect(copy?.sources).toBeGreaterThan(0);
    await desk().getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('main').getByRole('link', { name: PROJECT }).filter({ hasText: 'Paused' }).waitFor();
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
