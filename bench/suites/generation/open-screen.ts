import { openChromium } from '../../../e2e/support/chromium.ts';

export interface Screen {
  /** The wall clock (epoch milliseconds) at which the page's document held the text. Call it before the text can come. */
  shows(text: string): Promise<number>;
  /** Everything asked so far has reached the page. */
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

/** Looks at the generation panel after each change of the document, in the page itself. As text: it runs there. */
const WATCH = `
  globalThis.waiting = new Map();
  globalThis.look = () => {
    const text = document.querySelector('[data-testid=generation]')?.textContent ?? '';
    for (const [wanted, found] of waiting) {
      if (!text.includes(wanted)) continue;
      waiting.delete(wanted);
      found(Date.now());
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** The app's page at `path` in a real Chromium, showing a running generation. */
export async function openScreen(url: string, path: string): Promise<Screen> {
  const browser = await openChromium();
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('[data-testid=sync-badge][data-state=up-to-date]').waitFor();
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  await page.locator('[data-testid=generation][data-state=running]').waitFor();
  await page.evaluate(WATCH);
  return {
    shows: (text) => page.evaluate<number>(`new Promise((found) => waiting.set(${JSON.stringify(text)}, found))`),
    ready: () => page.evaluate('0'),
    close: () => browser.close(),
  };
}
