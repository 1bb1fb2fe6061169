/** A table of text: rows and columns have names, a cell has a short word. */
export interface Matrix {
  title: string;
  /** What the words mean, for who reviews the file. */
  legend: string;
  columns: string[];
  rows: Map<string, string[]>;
}

const HEADER = `# Rights

Who may do what in the cloud, measured on a real Postgres 17. Made by \`npm run rights\`, reviewed by people, compared by
\`cloud/rights/rights.test.ts\`: a change of rights that is not in this file fails there with the cell that differs.
`;

/** The file as people review it. */
export function renderMatrices(matrices: Matrix[]): string {
  return `${HEADER}${matrices.map(renderMatrix).join('')}`;
}

function renderMatrix({ title, legend, columns, rows }: Matrix): string {
  const lines = [
    ['', ...columns],
    ['---', ...columns.map(() => '---')],
    ...[...rows].map(([row, cells]) => [row, ...cells]),
  ];
  return `\n## ${title}\n\n${legend}\n\n${lines.map((cells) => `| ${cells.map(toCell).join(' | ')} |`).join('\n')}\n`;
}

/** Each cell of the file under its address, `title: row, column`. */
export function readCells(text: string): Map<string, string> {
  const cells = new Map<string, string>();
  let title = '';
  let columns: string[] | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) [title, columns] = [line.slice(3), null];
    if (!line.startsWith('|')) continue;
    const [row = '', ...values] = line.slice(2, -2).split(' | ').map(fromCell);
    if (columns === null) columns = values;
    else if (row !== '---')
      for (const [index, column] of columns.entries()) cells.set(`${title}: ${row}, ${column}`, values[index] ?? '');
  }
  return cells;
}

/** What differs between two such files, one sentence a cell; empty when nothing does. */
export function differingCells(expected: string, measured: string): string[] {
  const [before, after] = [readCells(expected), readCells(measured)];
  const differing: string[] = [];
  for (const address of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(address), after.get(address)];
    if (was !== is) differing.push(`${address}: expected ${was ?? 'no such cell'}, measured ${is ?? 'no such cell'}`);
  }
  return differing;
}

function toCell(cell: string): string {
  return cell.replaceAll('|', '¦').replaceAll(/\s+/g, ' ');
}

function fromCell(cell: string): string {
  return cell.trim().replaceAll('¦', '|');
}
