import { all, rename, unwrap } from './elements.ts';

/** Styles become elements: Google Docs and Word say "bold" by style, and wrap whole documents in a bold that is none. */
export function nameStyles(document: Document): void {
  const { body } = document;
  for (const element of all(body, 'b, strong')) {
    if (/(?<!-)font-weight:\s*(normal|[1-4]00)/i.test(styleOf(element))) unwrap(element);
    else if (element.tagName === 'B') rename(element, 'strong');
  }
  for (const element of all(body, 'i')) rename(element, 'em');
  for (const element of all(body, 's, strike')) rename(element, 'del');
  for (const element of all(body, 'p.MsoTitle')) rename(element, 'h1');
  for (const element of all(body, 'p.MsoSubtitle')) rename(element, 'h2');
  for (const element of all(body, 'p.MsoQuote, p.MsoIntenseQuote')) rename(element, 'blockquote');
  for (const element of all(body, 'p[style*="mso-outline-level"]')) {
    const level = /mso-outline-level:\s*([1-6])/.exec(styleOf(element))?.[1];
    if (level !== undefined) rename(element, `h${level}`);
  }
  for (const element of all(body, 'span, font')) nameStyle(element);
  for (const element of all(body, 'pre')) {
    if (element.querySelector('code') !== null) continue;
    const code = document.createElement('code');
    code.textContent = element.textContent;
    element.replaceChildren(code);
  }
  for (const element of all(body, 'strong, em, del')) if (element.textContent.trim() === '') unwrap(element);
  straightenText(body, document);
}

function nameStyle(element: Element): void {
  const style = styleOf(element);
  const names = [
    /(?<!-)font-weight:\s*(bold|[6-9]00)/i.test(style) &&
      element.closest('strong, h1, h2, h3, h4, h5, h6') === null &&
      'strong',
    /font-style:\s*italic/i.test(style) && element.closest('em') === null && 'em',
    /text-decoration[^;]*line-through/i.test(style) && element.closest('del') === null && 'del',
  ].filter((name) => name !== false);
  const [first, ...rest] = names;
  if (first === undefined) {
    unwrap(element);
    return;
  }
  let inner = rename(element, first);
  for (const name of rest) {
    const wrapper = element.ownerDocument.createElement(name);
    while (inner.firstChild !== null) wrapper.appendChild(inner.firstChild);
    inner.appendChild(wrapper);
    inner = wrapper;
  }
}

/** Blanks that do not break hold typewritten layouts together; soft hyphens and zero widths are seen by nobody. */
function straightenText(node: Node, document: Document): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 3) {
      const text = child.nodeValue ?? '';
      const straight = text.replace(/\u00a0/g, ' ').replace(/[\u00ad\u200b\ufeff]/g, '');
      if (straight !== text) node.replaceChild(document.createTextNode(straight), child);
    } else if (child.nodeName !== 'PRE') {
      straightenText(child, document);
    }
  }
}

function styleOf(element: Element): string {
  return element.getAttribute('style') ?? '';
}
