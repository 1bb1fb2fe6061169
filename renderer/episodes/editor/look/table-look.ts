import { Decoration } from '@codemirror/view';
import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { isRightToLeft } from '../../../export/text-direction.ts';
import type { Drawing } from './drawing.ts';

/** Rows that are looked at for the widths of the columns. */
const MEASURED_ROWS = 60;
/** No column is narrower or wider for its text than so many characters. */
const NARROWEST = 6;
const WIDEST = 42;
/** A word is not broken: its column is as wide as it and so many characters of room. */
const ROOM = 4;

const HEADER = inBothDirections('cm-table-row cm-table-header');
const ROW = inBothDirections('cm-table-row');
const DIVIDER = Decoration.line({ class: 'cm-table-divider' });

interface Span {
  from: number;
  to: number;
}

/**
 * A table whose cells stand in columns, and which is typed into where it stands: each cell is a box in its line. The signs
 * between the cells belong to the box behind them.
 */
export function drawTable(drawing: Drawing, { node }: SyntaxNodeRef): void {
  const divider = node.getChildren('TableDelimiter').at(0);
  const rows = [...node.getChildren('TableHeader'), ...node.getChildren('TableRow')];
  const shares = columnShares(drawing, rows.slice(0, MEASURED_ROWS));
  const sides = divider === undefined ? [] : alignments(drawing.doc.sliceString(divider.from, divider.to));
  const boxes = shares.map((share, column) =>
    Decoration.mark({
      class: 'cm-cell',
      attributes: { style: `width:${share}%;text-align:${sides[column] ?? 'start'}` },
    }),
  );
  // Of the head, for all rows: else the columns of one would stand mirrored among the others.
  const direction =
    rows[0] !== undefined && isRightToLeft(drawing.doc.sliceString(rows[0].from, rows[0].to)) ? 'rtl' : 'ltr';
  for (const row of rows) {
    if (row.to < drawing.from || row.from > drawing.to) continue;
    drawing.line(drawing.doc.lineAt(row.from).from, (row.name === 'TableHeader' ? HEADER : ROW)[direction]);
    const active = drawing.isActive(row.from);
    for (const [column, cell] of cellsOf(row).entries()) {
      const box = boxes[column];
      if (box === undefined) continue;
      drawing.piece(cell.from, cell.to, box);
      if (!active) hideSigns(drawing, cell);
    }
  }
  if (divider !== undefined && !drawing.isActive(divider.from)) {
    drawing.line(drawing.doc.lineAt(divider.from).from, DIVIDER);
  }
}

function inBothDirections(name: string): Record<'ltr' | 'rtl', Decoration> {
  const look = (dir: 'ltr' | 'rtl') => Decoration.line({ class: name, attributes: { dir } });
  return { ltr: look('ltr'), rtl: look('rtl') };
}

/** Each cell with the sign before it; the last with the one behind it too. */
function cellsOf(row: SyntaxNode): Span[] {
  const signs = row.getChildren('TableDelimiter');
  const starts = signs.map(({ from }) => from);
  if (starts[0] !== row.from) starts.unshift(row.from);
  const closes = signs.length > 1 && signs.at(-1)?.to === row.to;
  if (closes) starts.pop();
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? row.to }));
}

function hideSigns(drawing: Drawing, { from, to }: Span): void {
  const text = drawing.doc.sliceString(from, to);
  const before = /^\|?[ \t]*/.exec(text)?.[0].length ?? 0;
  if (before === text.length) {
    drawing.replace(from, to);
    return;
  }
  const behind = /[ \t]*(?<!\\)\|?[ \t]*$/.exec(text)?.[0].length ?? 0;
  drawing.replace(from, from + before);
  drawing.replace(to - behind, to);
}

/** Parts of the width in percent: the longest word of each column has room, and half of what its longest text wants beyond that. */
function columnShares(drawing: Drawing, rows: readonly SyntaxNode[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { from, to }] of cellsOf(row).entries()) {
      const text = drawing.doc
        .sliceString(from, to)
        .replace(/^\||\|$/g, '')
        .trim();
      const word = text.split(/\s+/).reduce((longest, { length }) => Math.max(longest, length), 0);
      const least = Math.min(WIDEST, Math.max(NARROWEST, word + ROOM));
      const wanted = Math.max(least, Math.min(WIDEST, text.length));
      widths[column] = Math.max(widths[column] ?? 0, least + (wanted - least) / 2);
    }
  }
  const sum = widths.reduce((all, width) => all + width, 0);
  return widths.map((width) => Math.floor((width / sum) * 10_000) / 100);
}

function alignments(divider: string): string[] {
  return divider
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => {
      const sign = cell.trim();
      if (!sign.endsWith(':')) return 'start';
      return sign.startsWith(':') ? 'center' : 'end';
    });
}
