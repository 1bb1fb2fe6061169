import type { Token } from 'markdown-it';
import { hasLetter, isRightToLeft } from '../export/text-direction.ts';

const PARTS = new Set([
  'paragraph_open',
  'heading_open',
  'list_item_open',
  'bullet_list_open',
  'ordered_list_open',
  'blockquote_open',
  'table_open',
]);

/**
 * Gives each part of a text the direction of its own first letter: a list its signs on the right side, a quote its line, a table the
 * order of its columns. `dir="auto"` is no help there, since it does not look into parts that have a direction themselves. A part
 * without letters reads like what it stands in.
 */
export function setDirections(tokens: readonly Token[]): void {
  const open: { token: Token; isKnown: boolean }[] = [];
  for (const token of tokens) {
    if (token.nesting === 1) open.push({ token, isKnown: !PARTS.has(token.type) });
    if (token.nesting === -1) open.pop();
    const text = token.type === 'inline' ? (token.children ?? []).map(({ content }) => content).join('') : '';
    if (!hasLetter(text)) continue;
    for (const part of open.filter(({ isKnown }) => !isKnown)) {
      part.token.attrSet('dir', isRightToLeft(text) ? 'rtl' : 'ltr');
      part.isKnown = true;
    }
  }
}
