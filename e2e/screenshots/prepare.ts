import type { Page } from 'playwright-core';
import type postgres from 'postgres';
import { setOffline } from '../support/desk-page.ts';
import { askAbout } from '../support/reader-scenes.ts';
import { openEpisode, openPath, troubled } from './screens.ts';

/** A question and its answer, and two generations: one that runs and one behind it. */
export async function makeWork(page: Page): Promise<void> {
  await openEpisode(page);
  await askAbout(page, new URL(page.url()).pathname);
  for (const label of ['The future of UK fintech', 'Grid-scale storage in Europe']) {
    await openPath(page, '/generation');
    await page.getByRole('button', { name: 'Generate an episode' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Project').selectOption({ label });
    await dialog.getByRole('button', { name: 'Generate' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.getByRole('region', { name: 'Being made' }).waitFor();
}

/** A note and an episode for the bin, of a project that no other picture shows. */
export async function throwAway(page: Page): Promise<void> {
  const project = 'Protein from seed to shelf';
  await openPath(page, '/');
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: project }).click();
  await page.getByRole('button', { name: 'Note actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click();
  await page.getByRole('region', { name: 'Episodes' }).getByRole('link').filter({ hasText: /words/ }).last().click();
  await page.getByRole('button', { name: 'Episode actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to the bin' }).click();
  await page.getByRole('heading', { level: 1, name: project }).waitFor();
}

/** Makes a conflict and a refused edit, as they come about: two people on one sentence, and a project too many for the plan. */
export async function makeTrouble(page: Page, cloud: postgres.Sql): Promise<void> {
  await openPath(page, '/');
  await openEpisode(page);
  const text = page.getByRole('textbox', { name: 'Text of the episode' });
  await text.click();
  await setOffline(page, true);
  await text.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('Pennard Finance of Swansea has 11,200 borrowers and knows them well ');
  await page.locator('[data-testid=save-state][data-state=saved]').waitFor();
  await cloud`update blocks set content = replace(content, 'of Cardiff has 9,400', 'in Cardiff has 9,412')`;
  await cloud`update organizations set project_limit = 7`;
  await page.keyboard.press('Control+Shift+N');
  await page.getByLabel('The question').fill('The next decade of ferries');
  await page.getByRole('button', { name: 'Make the project' }).click();
  await page.getByRole('heading', { level: 1, name: 'The next decade of ferries' }).waitFor();
  await setOffline(page, false);
  for (const { open } of troubled) await open(page);
}
