import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds against WCAG 2.2 A and AA on the page as it stands, in both themes; one line a finding. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const light = await findingsNow(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await findingsNow(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

async function findingsNow(page: Page): Promise<string[]> {
  // Colours on their way from one theme, or one state, to the other belong to neither. Two frames first: a theme that was just
  // asked for begins its transitions with the next style, and without a frame there would be none to wait for.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished))',
  );
  // Evaluated and not added as a script: the page's policy allows no inline script.
  await page.evaluate(await source);
  const results: AxeResults = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
