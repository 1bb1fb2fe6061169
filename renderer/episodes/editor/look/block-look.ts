import { Decoration } from '@codemirror/view';
import type { SyntaxNodeRef } from '@lezer/common';
import type { Drawing } from './drawing.ts';
import { RULE } from './small-widgets.ts';

const lineLook = (name: string): Decoration => Decoration.line({ class: name });
const HEADINGS = [1, 2, 3, 4, 5, 6].map((level) => lineLook(`cm-heading cm-heading-${level}`));
const UNDERLINE = lineLook('cm-heading-underline');
const CODE = lineLook('cm-code');
const CODE_FIRST = lineLook('cm-code-first');
const CODE_LAST = lineLook('cm-code-last');
const FENCE = lineLook('cm-code-fence');
const HTML = lineLook('cm-html');
const RULE_LINE = lineLook('cm-rule-line');
const QUOTES = [1, 2, 3].map((depth) =>
  Decoration.line({ class: 'cm-quote', attributes: { style: `--quotes:${depth}` } }),
);
const DEEPEST_QUOTE = QUOTES[2] ?? HTML;

/** Headings, quotes, code and rules: whole lines that look like what they are. */
export function drawBlock(drawing: Drawing, node: SyntaxNodeRef): void {
  const heading = /^(ATX|Setext)Heading(\d)$/.exec(node.name);
  if (heading !== null) {
    drawHeading(drawing, node, Number(heading[2]));
    return;
  }
  switch (node.name) {
    case 'Blockquote': {
      const look = QUOTES[quotesAround(node)] ?? DEEPEST_QUOTE;
      for (const line of drawing.lines(node.from, node.to)) drawing.line(line, look);
      return;
    }
    case 'QuoteMark':
      if (!drawing.isActive(node.from)) drawing.replace(node.from, withSpace(drawing, node.to));
      return;
    case 'FencedCode':
    case 'CodeBlock':
      drawCode(drawing, node);
      return;
    case 'HTMLBlock':
    case 'CommentBlock':
      for (const line of drawing.lines(node.from, node.to)) drawing.line(line, HTML);
      return;
    case 'HorizontalRule':
      if (drawing.isActive(node.from)) return;
      drawing.line(drawing.doc.lineAt(node.from).from, RULE_LINE);
      drawing.replace(node.from, node.to, RULE);
      return;
  }
}

function drawHeading(drawing: Drawing, { node, from, to }: SyntaxNodeRef, level: number): void {
  const look = HEADINGS[level - 1];
  const marks = node.getChildren('HeaderMark');
  const underline = node.name.startsWith('Setext') ? marks.at(-1) : undefined;
  for (const line of drawing.lines(from, underline === undefined ? to : underline.from - 1)) {
    if (look !== undefined) drawing.line(line, look);
  }
  if (underline !== undefined) {
    if (!drawing.isActive(underline.from)) drawing.line(drawing.doc.lineAt(underline.from).from, UNDERLINE);
    return;
  }
  if (drawing.isActive(from)) return;
  for (const [index, mark] of marks.entries()) {
    if (index === 0) drawing.replace(mark.from, withSpace(drawing, mark.to));
    else drawing.replace(beforeSpace(drawing, mark.from), mark.to);
  }
}

/** The fences step back; the language stays as a small label. */
function drawCode(drawing: Drawing, { node, from, to }: SyntaxNodeRef): void {
  const first = drawing.doc.lineAt(from).from;
  const last = drawing.doc.lineAt(to).from;
  for (const line of drawing.lines(from, to)) {
    drawing.line(line, CODE);
    if (line === first) drawing.line(line, CODE_FIRST);
    if (line === last) drawing.line(line, CODE_LAST);
  }
  for (const mark of node.getChildren('CodeMark')) {
    if (drawing.isActive(mark.from)) continue;
    drawing.line(drawing.doc.lineAt(mark.from).from, FENCE);
    drawing.replace(mark.from, mark.to);
  }
}

function quotesAround({ node }: SyntaxNodeRef): number {
  let depth = 0;
  for (let parent = node.parent; parent !== null; parent = parent.parent) if (parent.name === 'Blockquote') depth += 1;
  return depth;
}

function withSpace(drawing: Drawing, at: number): number {
  const rest = drawing.doc.sliceString(at, drawing.doc.lineAt(at).to);
  return at + (/^[ \t]*/.exec(rest)?.[0].length ?? 0);
}

function beforeSpace(drawing: Drawing, at: number): number {
  const line = drawing.doc.lineAt(at);
  return at - (/[ \t]*$/.exec(drawing.doc.sliceString(line.from, at))?.[0].length ?? 0);
}
