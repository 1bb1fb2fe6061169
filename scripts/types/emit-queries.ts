import type { DescribedQuery } from './describe-query.ts';
import { GENERATED_HEADER, type GeneratedFile } from './generated-file.ts';

/** shared/generated/queries.ts: what the page and the engine know of each other's queries. Types only. */
export function emitQueryTypes(queries: DescribedQuery[]): GeneratedFile {
  const imports = new Map<string, Set<string>>();
  const need = (from: string, type: string) => imports.set(from, (imports.get(from) ?? new Set()).add(type));
  const members: string[] = [];
  for (const { query, parameters, columns } of queries) {
    for (const { type, from } of query.typed) {
      if (from !== null) need(from, type.replace(/\[\]$/, ''));
    }
    if ([...parameters, ...columns].some(({ type }) => /\bJson\b/.test(type))) need('sync/protocol.ts', 'Json');
    const params = parameters.map(({ name, type }) => `${name}: ${type};`).join(' ');
    const row = columns.map(({ name, type, nullable }) => `      ${name}: ${type}${nullable ? ' | null' : ''};`);
    members.push(
      `  /** ${query.comment} */\n  '${query.name}': {\n` +
        `    params: ${params === '' ? 'Record<string, never>' : `{ ${params} }`};\n` +
        `    row: {\n${row.join('\n')}\n    };\n  };`,
    );
  }
  const importLines = [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, types]) => `import type { ${[...types].sort().join(', ')} } from '../${from}';\n`);
  return {
    path: 'shared/generated/queries.ts',
    text: `${GENERATED_HEADER}${importLines.join('')}\nexport interface NamedQueries {\n${members.join('\n')}\n}\n`,
  };
}

/** electron/engine/generated/queries.ts: the statements, their parameters in order, and the tables they read. */
export function emitQueryStatements(queries: DescribedQuery[]): GeneratedFile {
  const entries = queries.map(({ query, sql, parameters, tables }) =>
    [
      `  '${query.name}': {`,
      `    sql: ${JSON.stringify(sql)},`,
      `    parameters: ${JSON.stringify(parameters.map(({ name, postgresType }) => ({ name, type: postgresType })))},`,
      `    tables: ${JSON.stringify(tables)},`,
      '  },',
    ].join('\n'),
  );
  return {
    path: 'electron/engine/generated/queries.ts',
    text:
      `${GENERATED_HEADER}import type { NamedQueries } from '../../../shared/generated/queries.ts';\n` +
      `import type { QueryStatement } from '../queries/query-statement.ts';\n\n` +
      `export const QUERY_STATEMENTS: { readonly [name in keyof NamedQueries]: QueryStatement } = {\n${entries.join('\n')}\n};\n`,
  };
}
