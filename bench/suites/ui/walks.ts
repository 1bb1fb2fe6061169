import type { DevtoolsPage } from './devtools-page.ts';
import type { LargeDesk } from './large-desk.ts';
import { inputToPaint } from './page-clock.ts';

const SAVED = '[data-testid=save-state][data-state=saved]';
const UP_TO_DATE = '[data-testid=sync-badge][data-state=up-to-date]';
const TEXT = 'main .cm-content';
const SEARCH = 'main input[role=combobox]';
/** To the middle of a text of 100 kB. */
const PAGES_TO_THE_MIDDLE = 20;

export const upToDate = (page: DevtoolsPage, limitMs?: number) => page.shown(UP_TO_DATE, limitMs);

/** Inside the app, without loading it again. */
export async function goTo(page: DevtoolsPage, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await page.shown('main h1');
}

/** What a first sync leaves to do in the background, the search index, is not what is timed: the search page says when it is over. */
export async function searchCaughtUp(page: DevtoolsPage, limitMs: number): Promise<void> {
  await goTo(page, '/search');
  await page.click(SEARCH);
  await page.press('a');
  await page.shown('main [role=listbox][aria-busy=false]');
  await page.until(`!document.querySelector('main').textContent.includes('The index is being')`, limitMs);
}

/** Letters in the middle of a long text, in words: between two of them the text is sent and saved, as with somebody who types. */
export async function typeInLongText(page: DevtoolsPage, desk: LargeDesk): Promise<(key: string) => Promise<number>> {
  await goTo(page, `/episodes/${desk.longEpisode}`);
  await page.click(TEXT);
  await page.press('Control+Home');
  for (let down = 0; down < PAGES_TO_THE_MIDDLE; down += 1) await page.press('PageDown');
  await page.shown(SAVED);
  return async (key) => {
    const took = await inputToPaint(page, 'keydown', () => page.press(key));
    if (key === 'Space') await page.shown(SAVED);
    return took;
  };
}

/** From a project's list to the text of one of its episodes. */
export async function openEpisode(page: DevtoolsPage, project: string, episode: string): Promise<number> {
  await goTo(page, `/projects/${project}`);
  const link = `main a[href="/episodes/${episode}"]`;
  await page.shown(link);
  return inputToPaint(
    page,
    'click',
    () => page.click(link),
    `document.querySelector('.cm-content .cm-line')?.textContent !== undefined && location.pathname === '/episodes/${episode}'`,
  );
}

/** By the sidebar, until the other project's episodes stand there. */
export async function switchProject(page: DevtoolsPage, project: LargeDesk['projects'][number]): Promise<number> {
  const shows = `document.querySelector('main h1')?.textContent === ${JSON.stringify(project.title)}
    && document.querySelector('main a[href="/episodes/${project.episodes[0]}"]') !== null`;
  return inputToPaint(
    page,
    'click',
    () => page.click(`nav[aria-label="Desk"] a[href="/projects/${project.id}"]`),
    shows,
  );
}

/** An empty field; then the letters of a word come one by one. */
export async function clearSearch(page: DevtoolsPage): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(SEARCH)}).select()`);
  await page.press('Backspace');
}

/** A letter more, until the hits of just that text stand there. */
export async function searchLetter(page: DevtoolsPage, letter: string): Promise<number> {
  const shows = `document.querySelector('main [role=listbox]')?.ariaBusy === 'false'`;
  return inputToPaint(page, 'keydown', () => page.press(letter), shows);
}
