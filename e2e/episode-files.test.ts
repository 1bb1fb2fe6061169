import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from './support/accessibility.ts';
import { canWalk } from './support/chromium.ts';
import { type Complaints, setOffline, syncState } from './support/desk-page.ts';
import { beginStory } from './support/story.ts';

const PROJECT = 'The future of UK fintech';
const OTHER_PROJECT = 'Grid-scale storage in Europe';
const EPISODE = 'Lending to a van, a kitchen and an invoice';
const NAME = '07-lending-to-a-van-a-kitchen-and-an-invoice';
const WORDS = 'Pennard Finance of Cardiff has 9,400 borrowers';
const HEADING = 'From the notebook';

interface TextFile {
  name: string;
  content: string | Uint8Array;
}

/** An episode leaves as a file of each kind, and comes in again as Markdown, elsewhere. One story. */
describe.skipIf(!canWalk)('files of an episode', () => {
  // Closed in reverse, as far as the start came.
  const closing = new AsyncDisposableStack();
  let page: Page;
  let complaints: Complaints;
  let cloud: postgres.Sql;
  let markdown: string;

  beforeAll(async () => {
    ({ page, complaints, cloud } = closing.use(await beginStory('files', { worker: 'off' })));
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: PROJECT }).click();
    await page.getByRole('main').getByRole('link', { name: EPISODE }).click();
    await text().waitFor();
  });
  afterAll(() => closing.disposeAsync());

  const text = () => page.getByRole('textbox', { name: 'Text of the episode' });
  const dialog = () => page.getByRole('dialog', { name: 'Import Markdown' });
  const chosen = () => dialog().getByRole('list', { name: 'Chosen files' }).getByRole('listitem');

  async function exportAs(format: string, ending: string): Promise<Uint8Array> {
    await page.getByRole('button', { name: 'Export and import' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: `Export as ${format}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${NAME}.${ending}`);
    await page.getByText(`Saved as ${NAME}.${ending}`).waitFor();
    return readFile(await download.path());
  }

  async function choose(...files: TextFile[]): Promise<void> {
    await dialog()
      .getByLabel('Markdown files')
      .setInputFiles(
        files.map(({ name, content }) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(content) })),
      );
  }

  async function openImport(menu: string, action: string): Promise<void> {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: action }).click();
    await dialog().waitFor();
  }

  const episodesInCloud = () => cloud`
    select e.title, e.status, e.summary, e.sources, b.content from episodes e
    join projects p on p.id = e.project_id join blocks b on b.episode_id = e.id and b.deleted_at is null
    where e.title = ${EPISODE} order by e.created_at, e.id, b.position`;

  test('as Markdown it has its front matter, its sources and its text', async () => {
    markdown = strFromU8(await exportAs('Markdown', 'md'));
    expect(markdown).toMatch(new RegExp(`^---\ntitle: "${EPISODE}"\nproject: "${PROJECT}"\nnumber: 7\n`));
    expect(markdown).toContain(WORDS);
    const [episode] = await episodesInCloud();
    expect(markdown).toContain(episode?.sources[0].url);
  });

  test('as a web page it needs nothing from anywhere', async () => {
    const html = strFromU8(await exportAs('web page (HTML)', 'html'));
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain(`<h1 dir="auto">${EPISODE}</h1>`);
    expect(html).toContain(WORDS);
    expect(html).not.toMatch(/<script|<link|<img|url\(/);
  });

  test('as a Word document it is a package with the text in it', async () => {
    const files = unzipSync(await exportAs('Word (DOCX)', 'docx'));
    const document = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(Object.keys(files)).toContain('[Content_Types].xml');
    expect(document.replace(/<[^>]+>/g, '')).toContain(WORDS);
  });

  test('as PDF it is whole, offline too', async () => {
    await setOffline(page, true);
    const pdf = Buffer.from(await exportAs('PDF', 'pdf')).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.\d\n/);
    expect(pdf).toMatch(/%%EOF\s*$/);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
    await setOffline(page, false);
  });

  test('what is no text is refused with its reason before anything is made', async () => {
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: OTHER_PROJECT }).click();
    await openImport('Project actions', 'Import Markdown as episodes…');
    await choose(
      { name: 'picture.md', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]) },
      { name: 'empty.md', content: '\n\n' },
      { name: 'long.md', content: 'word '.repeat(250_000) },
    );
    await chosen().filter({ hasText: 'picture.md' }).getByText('Not taken. It is not a text in UTF-8.').waitFor();
    await chosen().filter({ hasText: 'empty.md' }).getByText('Not taken. There is no text in it.').waitFor();
    await chosen().filter({ hasText: 'long.md' }).getByText('Not taken. It is larger than 1 MB.').waitFor();
    expect(await dialog().getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the Markdown comes in as a draft of another project: the same text, the same sources', async () => {
    await choose({ name: `${NAME}.md`, content: markdown });
    await chosen().getByText(`“${EPISODE}”, 1 block, 4 sources`).waitFor();
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: EPISODE }).waitFor();
    await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: OTHER_PROJECT }).waitFor();
    await text().getByText(WORDS).waitFor();
    await syncState(page, 'up-to-date');
    const [original, copy, ...more] = await episodesInCloud();
    const about = (sources: { [key: string]: unknown }[]) =>
      sources.map(({ title, url, credibility }) => ({ title, url, credibility }));
    expect(more).toEqual([]);
    expect(copy).toMatchObject({ status: 'DRAFT', summary: original?.summary, content: original?.content });
    expect(about(copy?.sources)).toEqual(about(original?.sources));
  });

  test('Markdown that is added to an episode keeps its first heading', async () => {
    await openImport('Export and import', 'Import Markdown as blocks…');
    await choose({ name: 'notebook.md', content: `# ${HEADING}\n\nIt rained in Neath.\n` });
    await chosen().getByText(`“${HEADING}”, 1 block`).waitFor();
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    const added = page.getByRole('textbox', { name: 'Text block 2 of 2' });
    await added.getByText('It rained in Neath.').waitFor();
    await added.getByText(HEADING).waitFor();
    await syncState(page, 'up-to-date');
    const [, , last] = await episodesInCloud();
    expect(last?.content).toBe(`# ${HEADING}\n\nIt rained in Neath.`);
  });

  test('the page had nothing to complain about', () => {
    expect(complaints.list).toEqual([]);
  });
});
