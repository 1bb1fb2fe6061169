import { join } from 'node:path';
import { describeQuery } from './describe-query.ts';
import { emitQueryStatements, emitQueryTypes } from './emit-queries.ts';
import type { GeneratedFile } from './generated-file.ts';
import { openLocalSchema } from './local-schema.ts';
import { emitLocalDatabase, readColumns } from './local-tables.ts';
import { readNamedQueries } from './named-query.ts';
import { readTypeCatalogue } from './typescript-type.ts';

/** What comes from the desk's schema: the types of its tables, and the named queries with their types. */
export async function generateDeskTypes(repository: string): Promise<GeneratedFile[]> {
  const queries = await readNamedQueries(join(repository, 'electron/engine/queries'));
  const database = await openLocalSchema(repository);
  try {
    const types = await readTypeCatalogue(database);
    const columns = await readColumns(database);
    const described = [];
    for (const query of queries) {
      try {
        described.push(await describeQuery(database, types, columns, query));
      } catch (cause) {
        throw new Error(`query ${query.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    }
    return [emitQueryTypes(described), emitQueryStatements(described), emitLocalDatabase(columns, types)];
  } finally {
    await database.close();
  }
}
