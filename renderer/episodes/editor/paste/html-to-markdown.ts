import TurndownService from 'turndown';
import { cleanHtml } from './clean-html.ts';

const ALIGNED: Readonly<Record<string, string>> = { right: '---:', center: ':---:' };

/** Markdown of clipboard HTML. The document is only read: it must be an inert one, in which nothing runs and nothing loads. */
export function htmlToMarkdown(document: Document): string {
  const markdown = converter().turndown(cleanHtml(document));
  return markdown
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether the HTML says more than its plain text does; a span with a colour does not. */
export function saysMore(document: Document): boolean {
  const blocks = document.querySelectorAll('p, div, li, h1, h2, h3, h4, h5, h6').length;
  const telling =
    'a[href], b, strong, i, em, s, del, code, pre, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6, hr, [style*="mso-list"], [style*="font-weight"], [style*="font-style"]';
  return blocks > 1 || document.querySelector(telling) !== null;
}

function converter(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  turndown.escape = escapeText;
  turndown.addRule('strikethrough', { filter: ['del'], replacement: (content) => `~~${content}~~` });
  // Turndown pads signs to four columns; the signs of this editor are followed by one blank.
  turndown.addRule('item', {
    filter: 'li',
    replacement(content, node, options) {
      const sign = signOf(node, options.bulletListMarker ?? '-');
      const text = content
        .replace(/^\n+/, '')
        .replace(/\n+$/, '\n')
        .replace(/\n/gm, `\n${' '.repeat(sign.length)}`);
      return `${sign}${text.trimEnd()}${node.nextSibling === null ? '' : '\n'}`;
    },
  });
  turndown.addRule('task', {
    filter: (node) => node.nodeName === 'INPUT' && node.getAttribute('type') === 'checkbox',
    replacement: (_, node) => ((node as Element).hasAttribute('checked') ? '[x] ' : '[ ] '),
  });
  turndown.addRule('cell', { filter: ['td', 'th'], replacement: cell });
  turndown.addRule('row', {
    filter: 'tr',
    replacement(content, node) {
      if (node.previousSibling !== null) return `|${content}\n`;
      const cells = [...(node as Element).children];
      return `|${content}\n|${cells.map((one) => ` ${ALIGNED[columnAlign(one)] ?? '---'} |`).join('')}\n`;
    },
  });
  turndown.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` });
  turndown.addRule('rows', { filter: ['tbody'], replacement: (content) => content });
  return turndown;
}

function signOf(item: Node, bullet: string): string {
  const list = item.parentNode as Element | null;
  if (list?.nodeName !== 'OL') return `${bullet} `;
  const start = Number(list.getAttribute('start') ?? 1);
  const place = [...list.children].indexOf(item as Element);
  return `${(Number.isInteger(start) ? start : 1) + place}. `;
}

function cell(content: string): string {
  return ` ${content
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')} |`;
}

/** The header's own alignment, or that of the cell below it. */
function columnAlign(header: Element): string {
  const row = header.parentElement;
  const column = row === null ? 0 : [...row.children].indexOf(header);
  const below = row?.nextElementSibling?.children[column];
  return below?.getAttribute('align') ?? header.getAttribute('align') ?? '';
}

/** Only what would be read as markup is escaped: `[1]`, `snake_case` and `5 - 3` stay as they were written. */
function escapeText(text: string): string {
  return text
    .replace(/[\\*`]/g, '\\$&')
    .replace(/~~/g, '\\~~')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
    .replace(/^(\s*)(#{1,6} |[-+] |>|={3,}|-{3,})/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)] )/, '$1\\$2');
}
