import { Decoration } from '@codemirror/view';
import type { SyntaxNodeRef } from '@lezer/common';
import type { Drawing } from './drawing.ts';

const INLINE_CODE = Decoration.mark({ class: 'cm-inline-code' });
const BARE_LINK = Decoration.mark({ class: 'cm-link cm-bare-link' });
const HOLDS_ADDRESS: ReadonlySet<string> = new Set(['Link', 'Image', 'LinkReference']);
const IMAGE = Decoration.mark({ class: 'cm-image' });

/** Signs of emphasis, code, links and escapes: gone where the cursor is not. */
export function drawInline(drawing: Drawing, node: SyntaxNodeRef): void {
  switch (node.name) {
    case 'InlineCode':
      drawing.mark(node.from, node.to, INLINE_CODE);
      return;
    case 'EmphasisMark':
    case 'StrikethroughMark':
      if (!drawing.isActive(node.from)) drawing.replace(node.from, node.to);
      return;
    case 'CodeMark':
      if (node.node.parent?.name === 'InlineCode' && !drawing.isActive(node.from)) drawing.replace(node.from, node.to);
      return;
    case 'Escape':
      if (!drawing.isActive(node.from)) drawing.replace(node.from, node.from + 1);
      return;
    case 'URL':
      if (!HOLDS_ADDRESS.has(node.node.parent?.name ?? '')) drawing.mark(node.from, node.to, BARE_LINK);
      return;
    case 'Autolink':
    case 'Link':
    case 'Image':
      drawLink(drawing, node);
      return;
  }
}

/** `[words](address "title")`: the words stay. What opens the link is in its tip. */
function drawLink(drawing: Drawing, { node, name, from, to }: SyntaxNodeRef): void {
  const marks = node.getChildren('LinkMark');
  const address = node.getChild('URL');
  const [open, close] = marks;
  if (open === undefined || close === undefined) return;
  if (address !== null && name !== 'Autolink') {
    const url = drawing.doc.sliceString(address.from, address.to);
    const look = { class: 'cm-link', attributes: { title: url } };
    drawing.mark(from, to, name === 'Image' ? IMAGE : Decoration.mark(look));
  }
  if (drawing.isActive(from)) return;
  if (name === 'Autolink') {
    for (const mark of marks) drawing.replace(mark.from, mark.to);
    return;
  }
  // A reference without its definition is only words in brackets.
  if (address === null && node.getChild('LinkLabel') === null) return;
  drawing.replace(open.from, open.to);
  drawing.replace(close.from, to);
}
