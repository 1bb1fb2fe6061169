import { Decoration } from '@codemirror/view';
import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { Drawing } from './drawing.ts';
import { BULLET, taskBox } from './small-widgets.ts';

/** Deeper lists are indented no further: the column is narrow. */
const DEEPEST = 6;

const looks = (name: string): Decoration[] =>
  Array.from({ length: DEEPEST }, (_, depth) =>
    Decoration.line({ class: name, attributes: { style: `--depth:${depth + 1}` } }),
  );
const ITEM = looks('cm-item');
const MORE = looks('cm-item-more');
const SIGN = Decoration.mark({ class: 'cm-list-sign' });
const NUMBER = Decoration.mark({ class: 'cm-list-sign cm-list-number' });
const DONE = Decoration.mark({ class: 'cm-task-done' });

/** An item hangs its sign in the indent, and all its lines stand under its first word. */
export function drawListItem(drawing: Drawing, { node }: SyntaxNodeRef): void {
  const sign = node.getChild('ListMark');
  if (sign === null) return;
  const depth = Math.min(DEEPEST, depthOf(node)) - 1;
  const first = drawing.doc.lineAt(sign.from);
  const ordered = node.parent?.name === 'OrderedList';
  const content = sign.to + spaceAfter(drawing, sign.to, first.to);
  for (let child = sign.nextSibling; child !== null; child = child.nextSibling) {
    if (child.name === 'BulletList' || child.name === 'OrderedList') continue;
    for (const line of drawing.lines(child.from, child.to)) {
      if (line === first.from) continue;
      const look = MORE[depth];
      if (look !== undefined) drawing.line(line, look);
      skipIndent(drawing, line, content - first.from);
    }
  }
  if (first.to < drawing.from || first.from > drawing.to) return;
  const look = ITEM[depth];
  if (look !== undefined) drawing.line(first.from, look);
  skipIndent(drawing, first.from, sign.from - first.from);
  const task = node.getChild('Task');
  if (task !== null) drawTask(drawing, task, sign, first.to);
  else {
    if (!ordered && !drawing.isActive(sign.from)) drawing.replace(sign.from, content, BULLET);
    else drawing.piece(sign.from, content, ordered ? NUMBER : SIGN);
  }
}

function drawTask(drawing: Drawing, task: SyntaxNode, sign: SyntaxNode, end: number): void {
  const marker = task.getChild('TaskMarker');
  if (marker === null) return;
  const text = marker.to + spaceAfter(drawing, marker.to, end);
  const done = /x/i.test(drawing.doc.sliceString(marker.from, marker.to));
  if (drawing.isTouched(sign.from, marker.to)) drawing.piece(sign.from, text, SIGN);
  else drawing.replace(sign.from, text, taskBox(done, marker.from + 1 - sign.from));
  if (done) drawing.mark(text, task.to, DONE);
}

/** Blanks at the beginning of a line, of which the look of a list has no need; at most `most` of them. */
function skipIndent(drawing: Drawing, line: number, most: number): void {
  const text = drawing.doc.sliceString(line, line + Math.max(0, most));
  // Signs of a quote may stand before it.
  const indent = /^(?:\s*>)*( *)/.exec(text);
  const blanks = indent?.[1]?.length ?? 0;
  const from = line + (indent?.[0].length ?? 0) - blanks;
  drawing.skip(from, from + blanks);
}

function spaceAfter(drawing: Drawing, at: number, end: number): number {
  return /^[ \t]{0,4}/.exec(drawing.doc.sliceString(at, Math.min(end, at + 4)))?.[0].length ?? 0;
}

function depthOf(item: SyntaxNode): number {
  let depth = 0;
  for (let node: SyntaxNode | null = item; node !== null; node = node.parent) if (node.name === 'ListItem') depth += 1;
  return depth;
}
