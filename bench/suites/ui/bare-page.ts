import type { BareChromium } from './bare-chromium.ts';
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
export async function openBarePage(browser: BareChromium): Promise<BarePage> {
  const page = await browser.open(`data:text/html,${encodeURIComponent(HTML)}`);
  await page.shown('#shown');
  await installClock(page);
  return {
    async letter() {
      await page.evaluate(`document.querySelector('textarea').focus()`);
      return inputToPaint(page, 'keydown', () => page.press('e'));
    },
    click: () => inputToPaint(page, 'click', () => page.click('button')),
  };
}
