import type { Locator, Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 200;

/**
 * Presses Tab until `target` has the focus, as somebody without a mouse does, and checks at each stop that the focus can be seen.
 * Esc first leaves an editor in which Tab writes.
 */
export async function pressUntilFocused(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(unseenFocus);
    if (unseen !== null) throw new Error(`the focus cannot be seen on ${unseen}`);
  }
  throw new Error('Tab did not lead there');
}

/** The focused element when nothing shows that it is, else null. Runs in the page. */
function unseenFocus(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const shows = (element: Element) => {
    const { outlineStyle, outlineWidth, boxShadow, caretColor } = getComputedStyle(element);
    const hasCaret = element.matches('input, textarea, [contenteditable=true]') && caretColor !== 'transparent';
    return hasCaret || (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  return shows(focused) ? null : focused.outerHTML.slice(0, 200);
}
