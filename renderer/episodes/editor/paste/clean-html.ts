import { all, unwrap } from './elements.ts';
import { flattenTables } from './flatten-tables.ts';
import { nameStyles } from './name-styles.ts';
import { buildWordLists } from './word-lists.ts';

/** What says nothing as text, or is somebody's program. */
const NOTHING = [
  'script, style, noscript, template, head, title, meta, link, base, iframe, frame, object, embed, applet, svg, math',
  'canvas, audio, video, form input, form button, form select, form textarea, button, select, textarea, colgroup, col',
  '[hidden], [aria-hidden=true], [style*="display:none"], [style*="display: none"], [style*="mso-hide:all"]',
].join(',');

/** Links that lead somewhere from a text. */
const ADDRESS = /^(https?:\/\/|mailto:)/i;

/**
 * Turns clipboard HTML, as browsers, Google Docs and Word write it, into plain HTML whose elements say what they mean: lists
 * are lists, bold is `strong`, a table has one header row, links lead out. The document must be an inert one (DOMParser).
 */
export function cleanHtml(document: Document): HTMLElement {
  const { body } = document;
  for (const element of all(body, NOTHING)) element.remove();
  removeComments(body);
  buildWordLists(document);
  nameStyles(document);
  for (const element of all(body, 'a')) {
    const address = destination(element.getAttribute('href') ?? '');
    if (ADDRESS.test(address) && element.textContent.trim() !== '') element.setAttribute('href', address);
    else unwrap(element);
  }
  for (const image of all(body, 'img')) keepAsWords(image);
  nestLists(body);
  flattenTables(document);
  for (const element of all(body, 'li > p:only-of-type')) unwrap(element);
  for (const element of all(body, 'h1 strong, h2 strong, h3 strong, h4 strong, h5 strong, h6 strong, th strong')) {
    unwrap(element);
  }
  return body;
}

function removeComments(node: Node): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 8) child.remove();
    else removeComments(child);
  }
}

/** Google's documents lead links through a page of its own. */
function destination(address: string): string {
  const url = URL.parse(address.trim());
  if (url === null) return '';
  if (/^www\.google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url') return url.searchParams.get('q') ?? '';
  return url.href;
}

/** A picture with words for it stays as a link to it; others are ornaments, trackers, or files of another machine. */
function keepAsWords(image: Element): void {
  const source = image.getAttribute('src') ?? '';
  const words = image.getAttribute('alt')?.trim() ?? '';
  if (words === '' || !/^https:\/\//i.test(source)) image.remove();
}

/** Google Docs writes the list of an item behind the item. */
function nestLists(body: Element): void {
  for (const list of all(body, 'ul > ul, ul > ol, ol > ul, ol > ol')) {
    const item = list.previousElementSibling;
    if (item?.tagName === 'LI') item.appendChild(list);
  }
}
