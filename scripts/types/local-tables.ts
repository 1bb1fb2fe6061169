import type { PGlite } from '@electric-sql/pglite';
import { GENERATED_HEADER, type GeneratedFile } from './generated-file.ts';
import type { TypeCatalogue } from './typescript-type.ts';

export interface LocalColumn {
  table_oid: number;
  table_name: string;
  column_number: number;
  column_name: string;
  type_oid: number;
  not_null: boolean;
  /** The definition of a check of this column alone, when it has one. */
  check_definition: string | null;
}

/** Every column of our tables, in the order of their definition. */
export async function readColumns(database: PGlite): Promise<LocalColumn[]> {
  const result = await database.query<LocalColumn>(`
    select c.oid as table_oid, c.relname as table_name, a.attnum as column_number, a.attname as column_name,
      a.atttypid as type_oid, a.attnotnull as not_null,
      (select pg_get_constraintdef(k.oid) from pg_constraint k
       where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] order by k.conname limit 1) as check_definition
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`);
  return result.rows;
}

// As Postgres prints `check (state in ('a', 'b'))`.
const LIST_CHECK = /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'\w+'::text(?:, )?)+)\]\)\)\)$/;

/** The union that a check of a text column allows, else its Postgres type; undefined without a column. */
export function columnType(column: LocalColumn | undefined, types: TypeCatalogue): string | undefined {
  if (!column) return undefined;
  const list = LIST_CHECK.exec(column.check_definition ?? '')?.[1];
  return list === undefined ? types.typescript(column.type_oid) : list.replaceAll('::text', '').replaceAll(', ', ' | ');
}

/** shared/generated/local-database.ts: the rows of every table of a desk, as they cross JSON. */
export function emitLocalDatabase(columns: LocalColumn[], types: TypeCatalogue): GeneratedFile {
  const tables = new Map<string, string[]>();
  for (const column of columns) {
    const lines = tables.get(column.table_name) ?? [];
    lines.push(`    ${column.column_name}: ${columnType(column, types)}${column.not_null ? '' : ' | null'};`);
    tables.set(column.table_name, lines);
  }
  const members = [...tables].map(([name, lines]) => `  ${name}: {\n${lines.join('\n')}\n  };`);
  return {
    path: 'shared/generated/local-database.ts',
    text:
      `${GENERATED_HEADER}import type { Json } from '../sync/protocol.ts';\n\n` +
      `export interface LocalDatabase {\n${members.join('\n')}\n}\n`,
  };
}
