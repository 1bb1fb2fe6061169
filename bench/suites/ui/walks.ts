import type { Page } from 'playwright-core';
import type { LargeDesk } from './large-desk.ts';
import { inputToPaint } from './page-clock.ts';

const saved = (page: Page) => page.locator('[data-testid=save-state][data-state=saved]').waitFor();
const EDITOR = "document.querySelector('.cm-content .cm-line')";

/** Inside the app, without loading it again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
}

/** What a first sync leaves to do in the background, the search index, is not what is timed: the search page says when it is over. */
export async function searchCaughtUp(page: Page, limitMs: number): Promise<void> {
  await goTo(page, '/search');
  await page.getByRole('main').locator('input[role=combobox]').fill('a');
  await page.locator('main [role=listbox][aria-busy=false]').waitFor();
  await page.getByText('The index is being').waitFor({ state: 'hidden', timeout: limitMs });
}

/** Letters in the middle of a long text, in words: between two of them the text is sent and saved, as with somebody who types. */
export async function typeInLongText(page: Page, desk: LargeDesk): Promise<(letter: string) => Promise<number>> {
  await goTo(page, `/episodes/${desk.longEpisode}`);
  const text = page.getByRole('textbox', { name: 'Text of the episode' });
  await text.click();
  await page.keyboard.press('Control+Home');
  for (let down = 0; down < PAGES_TO_THE_MIDDLE; down += 1) await page.keyboard.press('PageDown');
  await saved(page);
  return async (letter) => {
    const took = await inputToPaint(page, 'keydown', () => page.keyboard.press(letter));
    if (letter === 'Space') await saved(page);
    return took;
  };
}
const PAGES_TO_THE_MIDDLE = 20;

/** From a project's list to the text of one of its episodes. */
export async function openEpisode(page: Page, project: string, episode: string): Promise<number> {
  await goTo(page, `/projects/${project}`);
  const link = page.locator(`main a[href="/episodes/${episode}"]`);
  await link.scrollIntoViewIfNeeded();
  return inputToPaint(
    page,
    'click',
    () => link.click(),
    `${EDITOR}?.textContent !== undefined && location.pathname === '/episodes/${episode}'`,
  );
}

/** By the sidebar, until the other project's episodes stand there. */
export async function switchProject(page: Page, project: LargeDesk['projects'][number]): Promise<number> {
  const link = page.getByRole('navigation', { name: 'Desk' }).locator(`a[href="/projects/${project.id}"]`);
  await link.scrollIntoViewIfNeeded();
  const shows = `document.querySelector('main h1')?.textContent === ${JSON.stringify(project.title)}
    && document.querySelector('main a[href="/episodes/${project.episodes[0]}"]') !== null`;
  return inputToPaint(page, 'click', () => link.click(), shows);
}

/** A letter more, until the hits of just that text stand there. */
export async function searchLetter(page: Page, letter: string): Promise<number> {
  const shows = `document.querySelector('main [role=listbox]')?.ariaBusy === 'false'`;
  return inputToPaint(page, 'keydown', () => page.keyboard.press(letter), shows);
}
