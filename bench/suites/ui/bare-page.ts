import type { Browser, Page } from 'playwright-core';
import { inputToPaint, installClock } from './page-clock.ts';

/** The least that a page can do: a letter in an empty field, and a text that a click shows. */
const HTML = `
  <textarea aria-label="Field"></textarea>
  <button type="button" onclick="shown.textContent = String(Math.random()) + text">Show</button>
  <pre id="shown"></pre>
  <script>const text = ' A sentence of some length about storage, rates and the grid.'.repeat(80);</script>`;

export interface BarePage {
  letter(): Promise<number>;
  click(): Promise<number>;
}

/** In a window of its own, beside the app's. */
export async function openBarePage(browser: Browser): Promise<BarePage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page: Page = await context.newPage();
  await page.setContent(HTML);
  await installClock(page);
  const field = page.getByRole('textbox');
  return {
    async letter() {
      await field.focus();
      return inputToPaint(page, 'keydown', () => page.keyboard.press('e'));
    },
    click: () => inputToPaint(page, 'click', () => page.getByRole('button').click()),
  };
}
