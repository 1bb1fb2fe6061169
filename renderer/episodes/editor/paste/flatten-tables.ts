import { all, rename, unwrap } from './elements.ts';

const BLOCKS = 'p, div, br, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, pre';

/** Makes each table one that markdown can hold: a header row, as many cells in each row, and one line in each cell. */
export function flattenTables(document: Document): void {
  // Inner ones first: a table in a table is a layout.
  for (const table of all(document.body, 'table').reverse()) {
    const rows = all(table, 'tr');
    const columns = Math.max(0, ...rows.map((row) => cellsOf(row).reduce((sum, cell) => sum + spanOf(cell), 0)));
    if (columns < 2 || table.getAttribute('role') === 'presentation') {
      dissolve(table);
      continue;
    }
    const body = document.createElement('tbody');
    for (const [index, row] of rows.entries()) {
      const cells = cellsOf(row);
      if (cells.every((cell) => cell.textContent.trim() === '')) continue;
      const line = document.createElement('tr');
      for (const cell of cells) {
        const kept = rename(cell, index === 0 ? 'th' : 'td');
        const align = alignOf(cell);
        if (align !== null) kept.setAttribute('align', align);
        toOneLine(kept);
        line.appendChild(kept);
        for (let more = 1; more < spanOf(cell); more += 1) line.appendChild(document.createElement('td'));
      }
      while (line.childElementCount < columns) line.appendChild(document.createElement('td'));
      body.appendChild(line);
    }
    const caption = table.querySelector('caption');
    if (caption !== null) table.parentNode?.insertBefore(rename(caption, 'p'), table);
    table.replaceChildren(body);
  }
}

/** A table of one column is a frame around paragraphs. */
function dissolve(table: Element): void {
  for (const part of all(table, 'thead, tbody, tfoot, tr')) unwrap(part);
  for (const cell of all(table, 'td, th')) rename(cell, 'div');
  unwrap(table);
}

function toOneLine(cell: Element): void {
  for (const block of all(cell, BLOCKS)) {
    const parent = block.parentNode;
    const space = cell.ownerDocument.createTextNode(' ');
    parent?.insertBefore(space, block);
    if (block.tagName === 'BR') block.remove();
    else unwrap(block);
  }
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter(({ tagName }) => tagName === 'TD' || tagName === 'TH');
}

function spanOf(cell: Element): number {
  const span = Number(cell.getAttribute('colspan') ?? 1);
  // What a page may say is not what a table has.
  return Number.isInteger(span) && span >= 1 && span <= 50 ? span : 1;
}

function alignOf(cell: Element): string | null {
  const align = cell.getAttribute('align') ?? /text-align:\s*(\w+)/i.exec(cell.getAttribute('style') ?? '')?.[1];
  return align === 'right' || align === 'center' ? align : null;
}
