import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A column whose values Postgres does not know so exactly: `-- @type column Type from path/in/shared.ts`, or `-- @type column 'a' | 'b'`. */
export interface TypeAnnotation {
  column: string;
  type: string;
  /** Path inside shared/ that exports the type's name; null for a type that needs no import. */
  from: string | null;
}

export interface NamedQuery {
  /** `group.name`, from the file's place. */
  name: string;
  comment: string;
  typed: TypeAnnotation[];
  /** `-- @reads table`: what it reads inside of functions, which its plan does not show. */
  reads: string[];
  /** Parameter names in the order of $1, $2, …; the same name twice is one parameter. */
  parameters: string[];
  /** With $n for `:name`, without comments in front; aliases still carry their `!`. */
  sql: string;
}

const READS = /^@reads\s+(\w+)$/;
const ANNOTATION = /^@type\s+(\w+)\s+(.+?)(?:\s+from\s+(\S+))?$/;

// Strings, quoted names, comments and casts are stepped over, so that a colon in them is not a parameter.
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|::|:([a-z_][a-z0-9_]*)/g;

/**
 * Reads one query file: comment lines in front (what it is for, and annotations), then one statement with `:name` parameters.
 * Throws with the query's name when it has no comment or an annotation cannot be read.
 */
export function parseNamedQuery(name: string, text: string): NamedQuery {
  const lines = text.split('\n');
  const firstCode = lines.findIndex((line) => !line.startsWith('--'));
  const comments = lines.slice(0, firstCode).map((line) => line.replace(/^--\s?/, ''));
  const typed: TypeAnnotation[] = [];
  const reads: string[] = [];
  const prose: string[] = [];
  for (const line of comments) {
    if (!line.startsWith('@')) {
      prose.push(line);
      continue;
    }
    const table = READS.exec(line)?.[1];
    if (table !== undefined) {
      reads.push(table);
      continue;
    }
    const [, column, type, from] = ANNOTATION.exec(line) ?? [];
    if (column === undefined || type === undefined) throw new Error(`${name}: cannot read the annotation "${line}"`);
    typed.push({ column, type, from: from ?? null });
  }
  if (prose.length === 0) throw new Error(`${name}: the file must begin with a comment that says what it is for`);

  const parameters: string[] = [];
  const sql = lines
    .slice(firstCode)
    .join('\n')
    .trim()
    .replace(/;$/, '')
    .replace(TOKENS, (token: string, parameter: string | undefined) => {
      if (parameter === undefined) return token;
      if (!parameters.includes(parameter)) parameters.push(parameter);
      return `$${parameters.indexOf(parameter) + 1}`;
    });
  return { name, comment: prose.join(' '), typed, reads, parameters, sql };
}

/** Every query below `folder` (`<group>/<name>.sql`), by name. */
export async function readNamedQueries(folder: string): Promise<NamedQuery[]> {
  const queries: NamedQuery[] = [];
  for (const group of await readdir(folder, { withFileTypes: true })) {
    if (!group.isDirectory()) continue;
    for (const file of await readdir(join(folder, group.name))) {
      if (!file.endsWith('.sql')) continue;
      const name = `${group.name}.${file.slice(0, -'.sql'.length)}`;
      queries.push(parseNamedQuery(name, await readFile(join(folder, group.name, file), 'utf8')));
    }
  }
  return queries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
