import { all } from './elements.ts';

interface Item {
  paragraph: Element;
  level: number;
  ordered: boolean;
}

/** Word writes each item of a list as a paragraph with its sign in it, `mso-list: l0 level2 lfo1`: they become real lists. */
export function buildWordLists(document: Document): void {
  let open: { list: Element; level: number }[] = [];
  let last: Element | null = null;
  for (const paragraph of all(document.body, 'p, h1, h2, h3, h4, h5, h6')) {
    const item = readItem(paragraph);
    if (item === null) continue;
    const goesOn = last !== null && paragraph.previousElementSibling === last;
    if (!goesOn) open = [];
    while ((open.at(-1)?.level ?? 0) > item.level) open.pop();
    let top = open.at(-1);
    if (top === undefined || top.level < item.level) {
      const list = document.createElement(item.ordered ? 'ol' : 'ul');
      const parent = top?.list.lastElementChild;
      if (parent === undefined || parent === null) paragraph.parentNode?.insertBefore(list, paragraph);
      else parent.appendChild(list);
      top = { list, level: item.level };
      open.push(top);
    }
    const entry = document.createElement('li');
    while (paragraph.firstChild !== null) entry.appendChild(paragraph.firstChild);
    top.list.appendChild(entry);
    paragraph.remove();
    last = open[0]?.list ?? null;
  }
}

function readItem(paragraph: Element): Item | null {
  const style = paragraph.getAttribute('style') ?? '';
  const level = /mso-list:\s*\w+\s+level(\d+)/i.exec(style)?.[1];
  if (level === undefined) return null;
  const signs = all(paragraph, '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]');
  const sign = signs.map((element) => element.textContent).join('');
  for (const element of signs) element.remove();
  return { paragraph, level: Number(level), ordered: /^[\s\u00a0]*\(?[\da-zA-Z]{1,4}[.)]/.test(sign) };
}
